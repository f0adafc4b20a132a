import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AccessRequest } from '@regional-pipeline/policy-proofs';

/** What the report of a failed synthesis says of one violation, as people read it. */
export interface ReportedViolation {
  readonly id: string;
  /** The whole text. */
  readonly description: string;
  readonly constructPath: string;
  /** `template: LogicalId Properties.…` */
  readonly location: string;
  /** The request, read back out of the text. */
  readonly request: AccessRequest;
}

interface ValidationReport {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly description: string;
      readonly violatingConstructs: readonly {
        readonly constructPath: string;
        readonly cloudFormationResource: {
          readonly templatePath: string;
          readonly logicalId: string;
          readonly propertyPaths: readonly string[];
        };
      }[];
    }[];
  }[];
}

/** Reads the report that a failed synthesis leaves beside its templates. */
export function readReport(outdir: string, ownerOf: (resource: string) => string): ReportedViolation[] {
  const report = JSON.parse(
    readFileSync(path.join(outdir, 'validation-report.json'), 'utf8'),
  ) as ValidationReport;
  return report.pluginReports
    .flatMap(({ violations }) => violations)
    .map(({ ruleName, description, violatingConstructs }) => {
      const [construct] = violatingConstructs;
      if (!construct) throw new TypeError(`${ruleName} names no construct`);
      const { templatePath, logicalId, propertyPaths } = construct.cloudFormationResource;
      return {
        id: ruleName,
        description,
        constructPath: construct.constructPath,
        location: `${templatePath}: ${logicalId} ${propertyPaths.join(', ')}`,
        request: requestOf(description, ownerOf),
      };
    });
}

function requestOf(description: string, ownerOf: (resource: string) => string): AccessRequest {
  const column = (name: string) =>
    new RegExp(`^ {4}${name.padEnd(11)}(.*)$`, 'm').exec(description)?.[1] ?? '';
  const conditions = /^ {4}conditions ((?:.*\n {15})*.*)$/m.exec(description)?.[1] ?? '';
  const context = conditions
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== 'none')
    .map((line) => line.split(' = '));
  const resource = column('resource');
  return {
    action: column('action'),
    resource,
    principal: principalOf(column('principal')),
    ...(resource.startsWith('arn:aws:s3:') ? { resourceAccountId: ownerOf(resource) } : {}),
    context: Object.fromEntries(context) as Record<string, string>,
  };
}

function principalOf(arn: string): AccessRequest['principal'] {
  const [, accountId = '', role] =
    /^arn:aws:(?:sts|iam)::(\d{12}):(?:assumed-role\/([^/]+)\/)?/.exec(arn) ?? [];
  if (role === undefined) return { kind: 'user', accountId, arn };
  const roleArn = `arn:aws:iam::${accountId}:role/${role}`;
  return { kind: 'role-session', accountId, roleArn, sessionArn: arn };
}
