import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AccountId, Region } from '@regional-pipeline/platform-model';
import { readDeployment, type PipelineTemplate } from '../deployment/read-deployment.js';
import type { AssumeScope, Deployment, PipelineIntent } from '../deployment/deployment.js';

export const REGIONAL = AccountId.parse('111111111111');
export const MANAGEMENT = AccountId.parse('222222222222');
const MANAGEMENT_2 = AccountId.parse('333333333333');

/** The templates that the CDK app is known to synthesize, one pipeline a partition, and what was asked for in each. */
export interface GoldenPipeline {
  readonly intent: PipelineIntent;
  readonly templates: readonly PipelineTemplate[];
}

const golden = path.join(__dirname, '../../../../apps/regional-pipeline/src/golden');

function goldenPipeline(
  name: string,
  managementAccounts: readonly AccountId[],
  assumeScope: AssumeScope,
  more: { readonly breakGlassRoleArn?: string; readonly connectionArn?: string; readonly fanOut?: true } = {},
): GoldenPipeline {
  const region = Region.parse(name);
  const template = (stack: string, accountId: AccountId): PipelineTemplate => {
    const file = `${stack}.template.json`;
    return {
      file,
      accountId,
      template: JSON.parse(readFileSync(path.join(golden, file), 'utf8')) as unknown,
    };
  };
  return {
    intent: {
      region,
      regionalAccount: REGIONAL,
      regional: { centralStateBucket: 'central-terraform-state', assumeScope, ...more },
    },
    templates: [
      template(`regional-pipeline-${region}`, REGIONAL),
      ...managementAccounts.map((id) => template(`management-deploy-role-${region}-${id}`, id)),
    ],
  };
}

/** The plainest of them. */
export const virginia = goldenPipeline('us-east-1', [MANAGEMENT], { kind: 'organization' });

export const goldenPipelines: readonly GoldenPipeline[] = [
  virginia,
  // A build for each cluster. CodePipeline starts no state machine in China, and the names differ by region alone.
  goldenPipeline('eu-central-1', [MANAGEMENT], { kind: 'organization' }, { fanOut: true }),
  goldenPipeline('us-gov-east-1', [MANAGEMENT], { kind: 'organization' }, { fanOut: true }),
  goldenPipeline(
    'us-gov-west-1',
    [MANAGEMENT, MANAGEMENT_2],
    { kind: 'accounts', accountIds: [MANAGEMENT, MANAGEMENT_2] },
    { breakGlassRoleArn: 'arn:aws-us-gov:iam::111111111111:role/break-glass' },
  ),
  goldenPipeline(
    'cn-north-1',
    [MANAGEMENT],
    { kind: 'organizational-units', paths: ['o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*'] },
    {
      connectionArn:
        'arn:aws-cn:codestar-connections:cn-northwest-1:111111111111:connection/01234567-89ab-cdef-0123-456789abcdef',
    },
  ),
];

export const deploymentOf = ({ intent, templates }: GoldenPipeline): Deployment =>
  readDeployment(intent, templates);
