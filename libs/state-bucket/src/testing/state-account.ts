import { startLocalAws, type LocalAws } from '@regional-pipeline/local-aws';
import { AccountId, ClusterName, Region, RunId, regionalResources } from '@regional-pipeline/platform-model';
import {
  buildRoleIdentityPolicy,
  buildRoleTrustPolicy,
  stateBucketPolicy,
} from '@regional-pipeline/trust-policies';
import { openStateBucket, type StateBucket, type StateBucketLocation } from '../index.js';

const REGIONAL = AccountId.parse('111111111111');
export const region = Region.parse('us-east-1');
const resources = regionalResources(region, REGIONAL);
export const buildRoleArn = resources.buildRoleArn;
export const bucket = resources.stateBucket;
export const run = RunId.parse('20260131t235959-0a1b');
export const cluster = ClusterName.parse('mc01');

/** The regional account: the state bucket and the build role, with their real policies, and a role that may nothing. */
const template = {
  Resources: {
    State: {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: bucket, VersioningConfiguration: { Status: 'Enabled' } },
    },
    StatePolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'State' }, PolicyDocument: stateBucketPolicy({ resources }) },
    },
    BuildRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'regional-pipeline-codebuild-role',
        AssumeRolePolicyDocument: buildRoleTrustPolicy(resources),
        Policies: [
          {
            PolicyName: 'build',
            PolicyDocument: buildRoleIdentityPolicy({ resources, centralStateBucket: 'central-state' }),
          },
        ],
      },
    },
    Administrator: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'administrator',
        AssumeRolePolicyDocument: buildRoleTrustPolicy(resources),
        Policies: [
          {
            PolicyName: 'all',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
            },
          },
        ],
      },
    },
  },
};

/** Starts the regional account. */
export function startStateAccount(): Promise<LocalAws> {
  return startLocalAws({ world: { templates: [{ template, accountId: REGIONAL, region }] }, faultSeed: 3 });
}

/** Opens the bucket with a session of the build role, or of the role that is named. */
export function openBucket(
  aws: LocalAws,
  rest: Partial<StateBucketLocation> & {
    readonly role?: 'administrator';
    readonly lifetimeSeconds?: number;
  } = {},
): StateBucket {
  const { role, lifetimeSeconds = 900, client, ...location } = rest;
  const roleArn = role ? `arn:aws:iam::${REGIONAL}:role/${role}` : buildRoleArn;
  const credentials = aws.issueCredentials(roleArn, { lifetimeSeconds });
  return openStateBucket({
    bucket,
    region,
    client: { endpoint: aws.endpoint, credentials, ...client },
    ...location,
  });
}

/** A Terraform state of version 4. */
export function terraformState(serial: number, lineage = '5f0c1d4e-8d1f-4a57-9b1e-2f6f0f6c7a10'): string {
  const state = { version: 4, terraform_version: '1.11.4', serial, lineage, outputs: {}, resources: [] };
  return JSON.stringify(state, null, 2) + '\n';
}
