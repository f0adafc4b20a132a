import { AccountId, Region, type PolicyDocument } from '@regional-pipeline/platform-model';
import type { WorldDescription } from '../world/world.js';

export const CENTRAL = AccountId.parse('000000000000');
export const REGIONAL = AccountId.parse('111111111111');
export const MANAGEMENT = AccountId.parse('222222222222');
export const STRANGER = AccountId.parse('999999999999');
export const region = Region.parse('us-east-1');
export const centralRegion = Region.parse('eu-west-1');

export const stateBucket = 'state-111111111111-us-east-1';
export const plainBucket = 'plain-111111111111-us-east-1';
export const centralBucket = 'central-state-000000000000';

export const buildRole = `arn:aws:iam::${REGIONAL}:role/build-role`;
/** Reads and writes objects of the state bucket, and may not list it. */
export const blindRole = `arn:aws:iam::${REGIONAL}:role/blind-role`;
/** Writes and deletes objects of the state bucket, and may read none. */
export const writingRole = `arn:aws:iam::${REGIONAL}:role/writing-role`;
export const deployRole = `arn:aws:iam::${MANAGEMENT}:role/deploy-role`;
export const strangerRole = `arn:aws:iam::${STRANGER}:role/stranger-role`;

const allow = (Action: string | string[], Resource: string | string[], rest = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...rest,
});
const inline = (...Statement: unknown[]) => [
  { PolicyName: 'inline', PolicyDocument: { Version: '2012-10-17', Statement } },
];
const trust = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });
const codeBuildTrust = trust({
  Effect: 'Allow',
  Principal: { Service: 'codebuild.amazonaws.com' },
  Action: 'sts:AssumeRole',
});
const bucketArn = (name: string) => `arn:aws:s3:::${name}`;
const objects = (name: string) => `${bucketArn(name)}/*`;

const regionalTemplate = {
  Resources: {
    BuildRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'build-role',
        AssumeRolePolicyDocument: codeBuildTrust,
        Policies: inline(
          allow(
            [
              's3:GetObject',
              's3:GetObjectVersion',
              's3:PutObject',
              's3:DeleteObject',
              's3:DeleteObjectVersion',
            ],
            [objects(stateBucket), objects(plainBucket)],
          ),
          allow(
            ['s3:ListBucket', 's3:ListBucketVersions', 's3:GetBucketLocation', 's3:GetBucketVersioning'],
            [bucketArn(stateBucket), bucketArn(plainBucket)],
          ),
          allow('s3:GetObject', `${bucketArn(centralBucket)}/management-deploy/*`),
          allow('s3:ListBucket', bucketArn(centralBucket), {
            Condition: { StringLike: { 's3:prefix': 'management-deploy/*' } },
          }),
          allow('sts:AssumeRole', 'arn:aws:iam::*:role/deploy-role', {
            Condition: { StringEquals: { 'sts:ExternalId': 'regional-pipeline-us-east-1' } },
          }),
          allow('sts:AssumeRole', 'arn:aws:iam::*:role/missing-role'),
          allow('codebuild:BatchGetBuilds', `arn:aws:codebuild:${region}:${REGIONAL}:project/deploy`),
        ),
      },
    },
    BlindRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'blind-role',
        AssumeRolePolicyDocument: codeBuildTrust,
        Policies: inline(allow(['s3:GetObject', 's3:PutObject'], objects(stateBucket))),
      },
    },
    WritingRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'writing-role',
        AssumeRolePolicyDocument: codeBuildTrust,
        Policies: inline(allow(['s3:PutObject', 's3:DeleteObject'], objects(stateBucket))),
      },
    },
    StateBucket: {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: stateBucket, VersioningConfiguration: { Status: 'Enabled' } },
    },
    StateBucketPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'StateBucket' },
        PolicyDocument: trust(
          {
            Sid: 'RequireTls',
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: [bucketArn(stateBucket), objects(stateBucket)],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
          {
            Sid: 'ProtectedObjects',
            Effect: 'Deny',
            Principal: '*',
            Action: ['s3:PutObject', 's3:DeleteObject'],
            Resource: `${bucketArn(stateBucket)}/protected/*`,
          },
        ),
      },
    },
    PlainBucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: plainBucket } },
  },
};

const managementTemplate = {
  Resources: {
    Boundary: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        ManagedPolicyName: 'boundary',
        PolicyDocument: trust(allow('s3:GetObject', '*')),
      },
    },
    DeployRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'deploy-role',
        PermissionsBoundary: { Ref: 'Boundary' },
        AssumeRolePolicyDocument: trust({
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${REGIONAL}:root` },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'sts:ExternalId': 'regional-pipeline-us-east-1', 'aws:PrincipalArn': buildRole },
          },
        }),
        Policies: inline(allow(['s3:GetObject', 's3:PutObject'], `${bucketArn('workload')}/*`)),
      },
    },
    Workload: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'workload' } },
  },
};

const strangerTemplate = {
  Resources: {
    StrangerRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'stranger-role',
        AssumeRolePolicyDocument: codeBuildTrust,
        Policies: inline(allow('*', '*')),
      },
    },
  },
};

const centralPolicy: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: buildRole },
      Action: 's3:GetObject',
      Resource: `${bucketArn(centralBucket)}/management-deploy/*`,
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-platform' } },
    },
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `${bucketArn(centralBucket)}/public/*`,
    },
  ],
};

/** A small platform: a build role with its state bucket, one deploy role, Central's bucket, and a stranger. */
export const smallWorld: WorldDescription = {
  templates: [
    { template: regionalTemplate, accountId: REGIONAL, region, stackName: 'regional' },
    { template: managementTemplate, accountId: MANAGEMENT, region, stackName: 'management' },
    { template: strangerTemplate, accountId: STRANGER, region, stackName: 'stranger' },
  ],
  buckets: [
    {
      name: centralBucket,
      accountId: CENTRAL,
      region: centralRegion,
      policy: centralPolicy,
      versioned: true,
    },
  ],
  organization: { id: 'o-platform', accounts: [CENTRAL, REGIONAL, MANAGEMENT] },
};
