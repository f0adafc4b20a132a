import {
  action,
  allOf,
  anyOf,
  not,
  resource,
  roleSession,
  when,
  type RequestSet,
} from '@regional-pipeline/policy-proofs';
import type { Deployment, LocatedPolicy, RegionalPart } from '../deployment/deployment.js';
import { byIdentity, notByResourcePolicy, notByIdentity } from './layers.js';
import type { Obligation, SecurityStatement } from './security-statement.js';

const readObject = action('s3:GetObject', 's3:GetObjectVersion');
const listBucket = action('s3:ListBucket', 's3:ListBucketVersions');

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
      ...(regional.centralGrant ? centralGrantsReads(bucket, regional, regional.centralGrant, reads) : []),
    ];
  },
};

/** Across accounts both sides must allow, so what Central adds to K's policy is held to the same reads. */
function centralGrantsReads(
  bucket: string,
  { buildRole }: RegionalPart,
  centralGrant: LocatedPolicy,
  reads: RequestSet,
): Obligation[] {
  const fromOtherAccounts = when({ StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } });
  return [
    notByResourcePolicy(centralGrant, {
      about: `by anyone but ${buildRole.arn}, or anything but its reads, by what Central adds to the policy of its bucket`,
      requests: allOf(
        action('s3:*'),
        resource(bucket, `${bucket}/*`),
        fromOtherAccounts,
        not(allOf(roleSession(buildRole.arn), reads)),
      ),
    }),
    {
      kind: 'required',
      about: `by ${buildRole.arn}, its reads, with what Central adds to the policy of its bucket`,
      policies: { identity: buildRole.identity, resource: centralGrant },
      requests: allOf(roleSession(buildRole.arn), reads),
      looksAt: [...buildRole.identity, centralGrant],
    },
  ];
}
