import { startLocalAws, type LocalAws, type LocalStack } from '@regional-pipeline/local-aws';
import { AccountId, Region } from '@regional-pipeline/platform-model';
import type { AwsAccess } from '../index.js';

export const REGIONAL = AccountId.parse('111111111111');
export const region = Region.parse('us-east-1');
export const connectionArn =
  'arn:aws:codeconnections:us-east-1:111111111111:connection/01234567-89ab-cdef-0123-456789abcdef';
const operatorRole = 'arn:aws:iam::111111111111:role/operator';
const strangerRole = 'arn:aws:iam::111111111111:role/stranger';

const role = (RoleName: string, ...Statement: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: REGIONAL }, Action: 'sts:AssumeRole' }],
    },
    Policies: [{ PolicyName: 'reads', PolicyDocument: { Version: '2012-10-17', Statement } }],
  },
});

const template = {
  Resources: {
    Operator: role(
      'operator',
      {
        Effect: 'Allow',
        Action: 'cloudformation:DescribeStacks',
        Resource: 'arn:aws:cloudformation:*:111111111111:stack/regional-pipeline-*/*',
      },
      {
        Effect: 'Allow',
        Action: ['codeconnections:GetConnection', 'codestar-connections:GetConnection'],
        Resource: 'arn:aws:*:*:111111111111:connection/*',
      },
    ),
    Stranger: role('stranger', { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }),
  },
};

/** The regional account, with a role that may read what is asked here and one that may not. */
export function startRegionalAccount(): Promise<LocalAws> {
  return startLocalAws({ world: { templates: [{ template, accountId: REGIONAL, region }] } });
}

/** How a role of the account asks it; one attempt, so that a test sees each answer. */
export function accessAs(aws: LocalAws, who: 'operator' | 'stranger', lifetimeSeconds = 900): AwsAccess {
  const roleArn = who === 'operator' ? operatorRole : strangerRole;
  return {
    endpoint: aws.endpoint,
    credentials: aws.issueCredentials(roleArn, { lifetimeSeconds }),
    maxAttempts: 1,
  };
}

/** The pipeline's stack as it stands when it is deployed. */
export function pipelineStack(rest: Partial<LocalStack> = {}): LocalStack {
  return {
    name: 'regional-pipeline-us-east-1',
    accountId: REGIONAL,
    region,
    outputs: {
      DashboardUrl: 'https://us-east-1.console.aws.amazon.com/cloudwatch',
      PipelineUrl: 'https://us-east-1.console.aws.amazon.com/codesuite',
      ManagementStateBucket: 'management-cluster-tf-state-111111111111-us-east-1',
      CodestarConnectionArn: connectionArn,
      CodestarConnectionStatus: 'PENDING',
      CodebuildRoleArn: 'arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role',
      ManagementDeployRoleName: 'ManagementClusterDeployRole',
    },
    ...rest,
  };
}
