import {
  action,
  allOf,
  anyOf,
  not,
  resource,
  resourceAccount,
  roleSession,
  when,
} from '@regional-pipeline/policy-proofs';
import type { Deployment, RegionalPart } from '../deployment/deployment.js';
import { dataReachableBy, managedByAccount, overTls } from './buckets.js';
import { deniedByBucketPolicy, notByIdentity } from './layers.js';
import type { Obligation, SecurityStatement } from './security-statement.js';

const readObject = action('s3:GetObject', 's3:GetObjectVersion');
const listBucket = action('s3:ListBucket', 's3:ListBucketVersions');

/** SM-19 */
export const stateIsPrivate: SecurityStatement = {
  id: 'SM-19',
  sentence:
    'The data in S (objects, versions, listings) is reachable by C alone, and a break-glass role where the deployer ' +
    'names one, whatever else is granted. C may delete `*.tflock` objects and nothing else; nobody deletes object versions. Managing the ' +
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
  const owned = resourceAccount(accountId);
  const inRegion = when({ StringEquals: { 'aws:RequestedRegion': names.region } });
  return [
    dataReachableBy(regional.stateBucket, readers),
    deniedByBucketPolicy(policy, {
      about: `by anyone, deleting a version in ${arn}, or an object that is not *.tflock`,
      requests: allOf(
        owned,
        anyOf(
          allOf(action('s3:DeleteObjectVersion'), resource(objects)),
          allOf(action('s3:DeleteObject'), resource(arn, objects), not(resource(locks))),
        ),
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
    managedByAccount(names, regional.stateBucket),
  ];
}
