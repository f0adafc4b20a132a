import {
  bucketArn,
  centralStatePrefix,
  type PolicyStatement,
  type RegionalResources,
} from '@regional-pipeline/platform-model';
import { exactName } from './exact-name.js';

/** Central's bucket, and the regional pipeline that reads it. */
export interface CentralBucketReader {
  readonly resources: RegionalResources;
  readonly centralStateBucket: string;
}

/**
 * What Central adds to the policy of its state bucket K so that one region's build role can read it (SM-18).
 *
 * Across accounts both sides must allow: these statements and the build role's identity policy say the same. They
 * name the regional account and pin the role by its ARN, so they outlive the role's being made again.
 *
 * Where K is encrypted with a key of Central's own, that key's policy has to allow decryption too; the build role
 * has no KMS permission, so such a bucket cannot be read by it.
 *
 * ```json
 * [ { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::REGIONAL:root" },
 *     "Action": ["s3:GetObject", "s3:GetObjectVersion"], "Resource": "arn:aws:s3:::K/management-deploy/*",
 *     "Condition": { "ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::REGIONAL:role/regional-pipeline-codebuild-role" } } },
 *   { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::REGIONAL:root" },
 *     "Action": ["s3:ListBucket", "s3:ListBucketVersions"], "Resource": "arn:aws:s3:::K",
 *     "Condition": { "ArnEquals": { "…": "…" }, "StringLike": { "s3:prefix": "management-deploy/*" } } } ]
 * ```
 *
 * @throws PlatformError `NameIsPattern`
 */
export function centralBucketStatements({
  resources,
  centralStateBucket,
}: CentralBucketReader): PolicyStatement[] {
  const { partition, region, accountId, buildRoleArn } = resources;
  const bucket = bucketArn(partition, exactName('the central state bucket', centralStateBucket));
  const principal = { AWS: `arn:${partition}:iam::${accountId}:root` };
  const buildRole = { ArnEquals: { 'aws:PrincipalArn': buildRoleArn } };
  const sid = region.replaceAll('-', '');
  return [
    {
      Sid: `ReadCentralState${sid}`,
      Effect: 'Allow',
      Principal: principal,
      Action: ['s3:GetObject', 's3:GetObjectVersion'],
      Resource: `${bucket}/${centralStatePrefix}*`,
      Condition: buildRole,
    },
    {
      Sid: `ListCentralState${sid}`,
      Effect: 'Allow',
      Principal: principal,
      Action: ['s3:ListBucket', 's3:ListBucketVersions'],
      Resource: bucket,
      Condition: { ...buildRole, StringLike: { 's3:prefix': `${centralStatePrefix}*` } },
    },
  ];
}
