import type { Deployment } from '../deployment/deployment.js';
import { readDeployment, type PolicyFile } from '../deployment/read-deployment.js';
import { virginia } from './golden-pipelines.js';

const principal = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111111111111:root' },
} as const;
const buildRole = {
  'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role',
};

/** What Central is asked to add to the policy of its state bucket, written out from SM-18. */
export const centralGrant: PolicyFile = {
  file: 'central-bucket-statements-us-east-1.json',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        ...principal,
        Sid: 'ReadCentralState',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        Resource: 'arn:aws:s3:::central-terraform-state/management-deploy/*',
        Condition: { ArnEquals: buildRole },
      },
      {
        ...principal,
        Sid: 'ListCentralState',
        Action: ['s3:ListBucket', 's3:ListBucketVersions'],
        Resource: 'arn:aws:s3:::central-terraform-state',
        Condition: { ArnEquals: buildRole, StringLike: { 's3:prefix': 'management-deploy/*' } },
      },
    ],
  },
};

/** The pipeline of us-east-1 with every policy that there is to mutate. */
export const mutatedDeployment = (): Deployment =>
  readDeployment(virginia.intent, virginia.templates, centralGrant);
