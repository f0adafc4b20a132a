import {
  action,
  allOf,
  anyOf,
  not,
  principalAccount,
  resource,
  resourceAccount,
  roleSession,
  when,
} from '@regional-pipeline/policy-proofs';
import { rolesOf, type DeployedBucket, type Deployment } from '../deployment/deployment.js';
import {
  deniedByBucketPolicy,
  mayDoEverything,
  notByIdentity,
  notByResourcePolicy,
  notGrantedToOwnAccount,
} from './layers.js';
import type { Obligation, SecurityStatement } from './security-statement.js';

/** Requests over TLS. */
export const overTls = when({ Bool: { 'aws:SecureTransport': 'true' } });
const withoutTls = when({ BoolIfExists: { 'aws:SecureTransport': 'false' } });

/** Whatever else is granted, by whomever: the data of a bucket is for some roles, and no other principal. */
export function dataReachableBy(
  { arn, accountId, policy }: DeployedBucket,
  readers: readonly string[],
): Obligation {
  const listings = action('s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads');
  return deniedByBucketPolicy(policy, {
    about: `by anyone but ${readers.join(' and ')}, anything to objects of ${arn}, or listing it`,
    requests: allOf(
      resourceAccount(accountId),
      anyOf(allOf(action('s3:*'), resource(`${arn}/*`)), allOf(listings, resource(arn))),
      not(roleSession(...readers)),
    ),
  });
}

/** The bucket itself stays with the account's administrators and CloudFormation. */
export function managedByAccount(
  { partition }: Deployment['names'],
  { arn, accountId, policy }: DeployedBucket,
): Obligation {
  return {
    kind: 'required',
    about: `by roles of ${accountId} with every identity policy over TLS, managing ${arn}`,
    policies: { identity: [mayDoEverything], resource: policy },
    requests: allOf(
      roleSession(`arn:${partition}:iam::${accountId}:role/*`),
      resourceAccount(accountId),
      overTls,
      resource(arn),
      action(...managing),
    ),
    looksAt: [policy],
  };
}

/** What an administrator and CloudFormation do to a bucket; a Deny that locks them out would be a defect. */
const managing = [
  's3:GetBucketPolicy',
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutBucketPublicAccessBlock',
  's3:PutLifecycleConfiguration',
  's3:PutBucketOwnershipControls',
  's3:DeleteBucket',
];

/** SM-20 */
export const bucketsAreGuarded: SecurityStatement = {
  id: 'SM-20',
  sentence:
    "No access to any of the project's buckets without TLS, whatever else is granted; no public access, artifacts being " +
    'for P and C alone (and F, where there is one) as states are by SM-19; the policies of the buckets grant nothing to anybody; encrypted at rest; every one ' +
    'versioned.',
  obligations: ({ names, regional }) =>
    regional
      ? [
          ...[regional.stateBucket, regional.artifactsBucket].flatMap((bucket) => [
            ...guarded(bucket),
            ...grantsNothing(bucket),
          ]),
          dataReachableBy(regional.artifactsBucket, [
            names.pipelineRole,
            names.buildRole,
            ...(regional.intent.fanOut ? [names.fanOut.role] : []),
          ]),
          managedByAccount(names, regional.artifactsBucket),
        ]
      : [],
};

function guarded({
  arn,
  accountId,
  policy,
  versioned,
  encryption,
  publicAccessBlock,
  location,
}: DeployedBucket): Obligation[] {
  const setting = (path: string, about: string, holds: boolean, found: string): Obligation => ({
    kind: 'setting',
    about: `${arn} ${about}`,
    holds,
    found,
    location: { ...location, path: `Properties.${path}` },
  });
  const on = publicAccessBlock.join(', ') || 'none';
  return [
    deniedByBucketPolicy(policy, {
      about: `by anyone, anything to ${arn} or its objects without TLS`,
      requests: allOf(action('s3:*'), resource(arn, `${arn}/*`), resourceAccount(accountId), withoutTls),
    }),
    setting('VersioningConfiguration', 'is versioned', versioned, 'versioning is not enabled'),
    setting(
      'BucketEncryption',
      'is encrypted at rest',
      encryption.length > 0,
      'it has no default encryption',
    ),
    setting(
      'PublicAccessBlockConfiguration',
      'is closed to the public by all four switches',
      publicAccessBlock.length === 4,
      `the switches that are on: ${on}`,
    ),
  ];
}

/** What C and P may do is in their own policies, and nobody else has business with a bucket, or with its settings. */
function grantsNothing(bucket: DeployedBucket): Obligation[] {
  const { arn, accountId, policy } = bucket;
  const requests = allOf(action('s3:*'), resource(arn, `${arn}/*`), resourceAccount(accountId));
  return [
    notByResourcePolicy(policy, {
      about: `by anyone outside of ${accountId}, anything to ${arn} or its objects`,
      requests: allOf(requests, not(principalAccount(accountId))),
    }),
    notGrantedToOwnAccount(bucket, {
      about: `by a role or user of ${accountId} whose own policies allow nothing, anything to ${arn} or its objects`,
      requests,
    }),
  ];
}

/** What decides who reaches a bucket, and whether its objects are kept. */
const bucketSettings = action(
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:PutBucketAcl',
  's3:PutBucketOwnershipControls',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutBucketPublicAccessBlock',
  's3:PutAccountPublicAccessBlock',
  's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
  's3:PutBucketObjectLockConfiguration',
  's3:DeleteBucket',
);

/** SM-21 */
export const bucketSettingsStay: SecurityStatement = {
  id: 'SM-21',
  sentence:
    "Neither C, P, F nor D can change a bucket policy, a bucket's versioning, encryption or public access block.",
  obligations: ({ regional, management }) =>
    [...(regional ? rolesOf(regional) : []), ...management.map(({ deployRole }) => deployRole)].flatMap(
      (role) =>
        notByIdentity(role, {
          about: `by ${role.arn}, changing the settings of any bucket`,
          requests: allOf(roleSession(role.arn), bucketSettings),
        }),
    ),
};
