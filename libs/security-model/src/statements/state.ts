import {
  action,
  allOf,
  anyOf,
  not,
  resource,
  resourceAccount,
  roleSession,
  when,
  type RequestSet,
} from '@regional-pipeline/policy-proofs';
import type { DeployedBucket, Deployment, RegionalPart } from '../deployment/deployment.js';
import {
  byIdentity,
  deniedByBucketPolicy,
  mayDoEverything,
  notByBucketPolicy,
  notByIdentity,
} from './layers.js';
import type { Obligation, SecurityStatement } from './security-statement.js';

const readObject = action('s3:GetObject', 's3:GetObjectVersion');
const listBucket = action('s3:ListBucket', 's3:ListBucketVersions');
const overTls = when({ Bool: { 'aws:SecureTransport': 'true' } });
const withoutTls = when({ BoolIfExists: { 'aws:SecureTransport': 'false' } });

/** What C may do to the central state bucket: read and list below one prefix. */
export function centralReads({ names }: Deployment, { intent }: RegionalPart): RequestSet {
  const bucket = `arn:${names.partition}:s3:::${intent.centralStateBucket}`;
  return anyOf(
    allOf(readObject, resource(`${bucket}/management-deploy/*`)),
    allOf(listBucket, resource(bucket), when({ StringLike: { 's3:prefix': 'management-deploy/*' } })),
  );
}

/** SM-18 */
export const centralIsReadOnly: SecurityStatement = {
  id: 'SM-18',
  sentence:
    'C on K: reads only, objects and their versions under `management-deploy/`, listings only with `s3:prefix` under it.',
  obligations: (deployment) => {
    const { names, regional } = deployment;
    if (!regional) return [];
    const bucket = `arn:${names.partition}:s3:::${regional.intent.centralStateBucket}`;
    const reads = centralReads(deployment, regional);
    return [
      ...notByIdentity(regional.buildRole, {
        about: `by ${names.buildRole}, anything to ${bucket} but reading and listing under management-deploy/`,
        requests: allOf(roleSession(names.buildRole), resource(bucket, `${bucket}/*`), not(reads)),
      }),
      byIdentity(regional.buildRole, {
        about: `by ${names.buildRole}, reading and listing ${bucket} under management-deploy/`,
        requests: allOf(roleSession(names.buildRole), reads),
      }),
    ];
  },
};

/** SM-19 */
export const stateIsPrivate: SecurityStatement = {
  id: 'SM-19',
  sentence:
    'The data in S (objects, versions, listings) is reachable by C alone, and a break-glass role where the deployer ' +
    'names one. C may delete `*.tflock` objects and nothing else; nobody deletes object versions. Managing the ' +
    "bucket stays with the account's administrators, and C lists S without a prefix and reads versions.",
  obligations: (deployment) => (deployment.regional ? stateObligations(deployment, deployment.regional) : []),
};

function stateObligations({ names }: Deployment, regional: RegionalPart): Obligation[] {
  const { arn, policy, accountId } = regional.stateBucket;
  const objects = `${arn}/*`;
  const locks = `${arn}/*.tflock`;
  const readers = [
    names.buildRole,
    ...(regional.intent.breakGlassRoleArn ? [regional.intent.breakGlassRoleArn] : []),
  ];
  const listings = action('s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads');
  const owned = resourceAccount(accountId);
  const inRegion = when({ StringEquals: { 'aws:RequestedRegion': names.region } });
  return [
    notByBucketPolicy(policy, {
      about: `by anyone but ${readers.join(' and ')}, anything to objects of ${arn}, or listing it`,
      requests: allOf(
        owned,
        anyOf(allOf(action('s3:*'), resource(objects)), allOf(listings, resource(arn))),
        not(roleSession(...readers)),
      ),
    }),
    notByBucketPolicy(policy, {
      about: `by anyone, deleting a version in ${arn}, or an object that is not *.tflock`,
      requests: allOf(
        owned,
        resource(objects),
        anyOf(action('s3:DeleteObjectVersion'), allOf(action('s3:DeleteObject'), not(resource(locks)))),
      ),
    }),
    ...notByIdentity(regional.buildRole, {
      about: `by ${names.buildRole}, deleting anything of ${arn} but *.tflock objects`,
      requests: allOf(
        roleSession(names.buildRole),
        action('s3:Delete*'),
        resource(arn, objects),
        not(allOf(action('s3:DeleteObject'), resource(locks))),
      ),
    }),
    {
      kind: 'required',
      about: `by ${names.buildRole} over TLS in ${names.region}, listing ${arn} with and without a prefix, reading objects and versions, writing, unlocking`,
      policies: { identity: regional.buildRole.identity, resource: policy },
      requests: allOf(
        roleSession(names.buildRole),
        owned,
        overTls,
        inRegion,
        anyOf(
          allOf(listBucket, resource(arn)),
          allOf(anyOf(readObject, action('s3:PutObject')), resource(objects)),
          allOf(action('s3:DeleteObject'), resource(locks)),
        ),
      ),
      looksAt: [...regional.buildRole.identity, policy],
    },
    {
      kind: 'required',
      about: `by roles of ${accountId} with every identity policy over TLS, managing ${arn}`,
      policies: { identity: [mayDoEverything], resource: policy },
      requests: allOf(
        roleSession(`arn:${names.partition}:iam::${accountId}:role/*`),
        owned,
        overTls,
        resource(arn),
        action(...managing),
      ),
      looksAt: [policy],
    },
  ];
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
    "No access to any of the project's buckets without TLS, whatever else is granted; no public access; encrypted at " +
    'rest; every one versioned.',
  obligations: ({ regional }) =>
    regional ? [regional.stateBucket, regional.artifactsBucket].flatMap(guarded) : [],
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
    "Neither C, P nor D can change a bucket policy, a bucket's versioning, encryption or public access block.",
  obligations: ({ regional, management }) =>
    [
      ...(regional ? [regional.buildRole, regional.pipelineRole] : []),
      ...management.map(({ deployRole }) => deployRole),
    ].flatMap((role) =>
      notByIdentity(role, {
        about: `by ${role.arn}, changing the settings of any bucket`,
        requests: allOf(roleSession(role.arn), bucketSettings),
      }),
    ),
};
