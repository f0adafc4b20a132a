import { startLocalAws, type LocalAws, type LocalAwsOptions } from '@regional-pipeline/local-aws';
import { AccountId } from '@regional-pipeline/platform-model';
import { MANAGEMENT, region } from './deploy-role.js';

export const REGIONAL = AccountId.parse('111111111111');
export const STRANGER = AccountId.parse('999999999999');
export const stateBucket = 'management-state';
export const buildRoleArn = `arn:aws:iam::${REGIONAL}:role/regional-pipeline-codebuild-role`;

const policy = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });
const role = (name: string, AssumeRolePolicyDocument: unknown, ...statements: unknown[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: name,
    AssumeRolePolicyDocument,
    Policies: [{ PolicyName: 'inline', PolicyDocument: policy(...statements) }],
  },
});

const regionalTemplate = {
  Resources: {
    Build: role(
      'regional-pipeline-codebuild-role',
      policy({
        Effect: 'Allow',
        Principal: { Service: 'codebuild.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
      { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/*' },
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'],
        Resource: [`arn:aws:s3:::${stateBucket}`, `arn:aws:s3:::${stateBucket}/*`],
      },
    ),
    State: { Type: 'AWS::S3::Bucket', Properties: { BucketName: stateBucket } },
  },
};

const asksForExternalId = { StringEquals: { 'sts:ExternalId': 'regional-pipeline-us-east-1' } };

const managementTemplate = (trustCondition: Record<string, unknown>) => ({
  Resources: {
    Deploy: role(
      'ManagementClusterDeployRole',
      policy({
        Effect: 'Allow',
        Principal: { AWS: buildRoleArn },
        Action: 'sts:AssumeRole',
        Condition: trustCondition,
      }),
      { Effect: 'Allow', Action: 'eks:*', Resource: '*' },
    ),
  },
});

/**
 * A regional account with its build role and state bucket, and a management account with its deploy role.
 *
 * @param trustCondition what the deploy role's trust asks for
 */
export async function startTestAws(
  options: Partial<LocalAwsOptions> = {},
  trustCondition: Record<string, unknown> = asksForExternalId,
): Promise<LocalAws> {
  return startLocalAws({
    world: {
      templates: [
        { template: regionalTemplate, accountId: REGIONAL, region },
        { template: managementTemplate(trustCondition), accountId: MANAGEMENT, region },
      ],
    },
    ...options,
  });
}
