import type { PolicyStatement } from '@regional-pipeline/platform-model';

/**
 * Denies every request to a bucket and its objects that does not come over TLS (SM-20).
 *
 * `IfExists` makes the statement match where `aws:SecureTransport` is absent as well: what cannot be told to be
 * TLS is taken for none.
 */
export function denyWithoutTls(bucketArn: string): PolicyStatement {
  return {
    Sid: 'DenyWithoutTls',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } },
  };
}

/**
 * Denies everything on a bucket's objects, and listing them, to all but these roles.
 *
 * Every action on an object is denied, and of those on the bucket only the three that list objects, versions and
 * uploads. So whoever manages the bucket (its policy, its versioning, its deletion when empty) still can.
 *
 * The roles are told by ARN and not named as principals: a principal would stand for a role's unique id, which
 * a role made again does not have. A request without a principal's ARN (anonymous, or an AWS service calling on
 * its own behalf) is denied, for a negated operator matches an absent key. No service needs to get in: CodePipeline
 * and CodeBuild use the pipeline's and the build's role for artifacts, and lifecycle rules ask no policy.
 */
export function denyDataToOthers(bucketArn: string, roleArns: readonly string[]): PolicyStatement[] {
  const notOneOfThem = { ArnNotEquals: { 'aws:PrincipalArn': roleArns } };
  return [
    {
      Sid: 'DenyObjectsToOthers',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: `${bucketArn}/*`,
      Condition: notOneOfThem,
    },
    {
      Sid: 'DenyListingToOthers',
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'],
      Resource: bucketArn,
      Condition: notOneOfThem,
    },
  ];
}
