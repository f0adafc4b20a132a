import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { PolicyDocument, PolicyStatement } from '@regional-pipeline/platform-model';
import type { AccessRequest, Decision, NamedPolicy, PolicySet, RequestPrincipal } from '../index.js';

const session = (accountId: string, role: string) =>
  ({
    kind: 'role-session',
    accountId,
    roleArn: `arn:aws:iam::${accountId}:role/${role}`,
    sessionArn: `arn:aws:sts::${accountId}:assumed-role/${role.split('/').at(-1) ?? ''}/run`,
  }) as const;

/** Who makes the requests of the cases, by the name that the cases use. */
export const principals = {
  build: session('111111111111', 'build'),
  pathRole: session('111111111111', 'teams/platform/build'),
  stranger: session('999999999999', 'build'),
  person: { kind: 'user', accountId: '111111111111', arn: 'arn:aws:iam::111111111111:user/people/pat' },
  root: { kind: 'user', accountId: '111111111111', arn: 'arn:aws:iam::111111111111:root' },
  codebuild: { kind: 'service', service: 'codebuild.amazonaws.com' },
  anonymous: { kind: 'anonymous' },
} as const satisfies Readonly<Record<string, RequestPrincipal>>;

/** Statements, or a document as a whole where its other elements matter. */
type CasePolicy = readonly PolicyStatement[] | PolicyDocument;

/** A request, the policies, and what IAM answers. */
export interface PolicyCase {
  readonly name: string;
  /** The page of AWS's documentation, or its rule, that decides a subtle case. */
  readonly source?: string;
  readonly request?: {
    readonly principal?: keyof typeof principals;
    readonly action?: string;
    readonly resource?: string;
    /** `null`: the request does not say. */
    readonly owner?: string | null;
    readonly context?: AccessRequest['context'];
  };
  readonly policies: {
    readonly identity?: CasePolicy;
    readonly boundary?: CasePolicy;
    readonly session?: CasePolicy;
    readonly serviceControl?: readonly (readonly CasePolicy[])[];
    readonly resource?: CasePolicy;
  };
  readonly expect:
    | {
        readonly effect: Decision['effect'];
        /** `layer/index` of each deciding statement. */
        readonly decidedBy?: readonly string[];
      }
    | { readonly error: string; readonly message: string };
}

/** Every case, by the topic that its file is named after. */
export function readPolicyCases(directory: string): ReadonlyMap<string, readonly PolicyCase[]> {
  const files = readdirSync(directory).filter((file) => file.endsWith('.json'));
  return new Map(
    files.map((file) => [
      path.basename(file, '.json'),
      JSON.parse(readFileSync(path.join(directory, file), 'utf8')) as readonly PolicyCase[],
    ]),
  );
}

/** The request of a case: what it does not say is a build's `s3:GetObject` on an object of its own account. */
export function requestOf({ request = {} }: PolicyCase): AccessRequest {
  const { principal = 'build', action = 's3:GetObject', resource = 'arn:aws:s3:::state/a/key' } = request;
  const owner = request.owner === undefined ? '111111111111' : request.owner;
  return {
    action,
    resource,
    principal: principals[principal],
    context: request.context ?? {},
    ...(owner === null ? {} : { resourceAccountId: owner }),
  };
}

/** The policies of a case, each named after its layer. */
export function policiesOf({ policies }: Pick<PolicyCase, 'policies'>): PolicySet {
  const named = (name: string, policy: CasePolicy): NamedPolicy => ({
    name,
    document: 'length' in policy ? { Version: '2012-10-17', Statement: policy } : policy,
  });
  const { identity, boundary, session: passed, serviceControl, resource } = policies;
  return {
    identity: identity ? [named('identity', identity)] : [],
    ...(boundary ? { boundary: named('boundary', boundary) } : {}),
    ...(passed ? { session: [named('session', passed)] } : {}),
    ...(serviceControl
      ? {
          serviceControl: serviceControl.map((level, at) =>
            level.map((policy, index) => named(`level-${at}/${index}`, policy)),
          ),
        }
      : {}),
    ...(resource ? { resource: named('resource', resource) } : {}),
  };
}
