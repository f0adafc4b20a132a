import {
  PlatformError,
  stateLockKey,
  type PolicyDocument,
  type RegionalResources,
} from '@regional-pipeline/platform-model';
import { denyDataToOthers, denyWithoutTls } from './bucket-denials.js';
import { trustPolicyErrors } from './errors.js';
import { exactName } from './exact-name.js';

/** What the state bucket's policy depends on. */
export interface StateBucketAccess {
  readonly resources: RegionalResources;
  /** A role of the regional account that people take in an emergency: it reaches the data, and deletes no version. */
  readonly breakGlassRoleArn?: string;
}

/**
 * The policy of the management state bucket S (SM-19, SM-20). It grants nothing: what the build role may do is in
 * its identity policy, and all that stands here are Denies, so nobody gets in by this policy.
 *
 * - `DenyWithoutTls`: see {@link denyWithoutTls}.
 * - `DenyObjectsToOthers`, `DenyListingToOthers`: the data is the build role's alone, and the break-glass role's
 *   where there is one; managing the bucket is not touched (see {@link denyDataToOthers}).
 * - `DenyDeletingStates`: of objects, only lock files are ever deleted, by anybody.
 * - `DenyDeletingVersions`: no version is ever deleted, by anybody. Lifecycle rules are not bound by policies.
 *
 * ```json
 * [ { "Sid": "DenyWithoutTls", "…": "…" },
 *   { "Sid": "DenyObjectsToOthers", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
 *     "Resource": "arn:aws:s3:::STATE/*", "Condition": { "ArnNotEquals": {
 *       "aws:PrincipalArn": ["arn:aws:iam::REGIONAL:role/regional-pipeline-codebuild-role"] } } },
 *   { "Sid": "DenyListingToOthers", "…": "…" },
 *   { "Sid": "DenyDeletingStates", "Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject",
 *     "NotResource": "arn:aws:s3:::STATE/*.tflock" },
 *   { "Sid": "DenyDeletingVersions", "Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObjectVersion",
 *     "Resource": "arn:aws:s3:::STATE/*" } ]
 * ```
 *
 * @throws PlatformError `BreakGlassRoleForeign`, `NameIsPattern`
 */
export function stateBucketPolicy({ resources, breakGlassRoleArn }: StateBucketAccess): PolicyDocument {
  const bucket = resources.stateBucketArn;
  const roles = [resources.buildRoleArn];
  if (breakGlassRoleArn !== undefined) roles.push(checkedBreakGlassRole(resources, breakGlassRoleArn));
  return {
    Version: '2012-10-17',
    Statement: [
      denyWithoutTls(bucket),
      ...denyDataToOthers(bucket, roles),
      {
        Sid: 'DenyDeletingStates',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:DeleteObject',
        NotResource: `${bucket}/${stateLockKey('*')}`,
      },
      {
        Sid: 'DenyDeletingVersions',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:DeleteObjectVersion',
        Resource: `${bucket}/*`,
      },
    ],
  };
}

function checkedBreakGlassRole({ partition, accountId }: RegionalResources, arn: string): string {
  const roles = `arn:${partition}:iam::${accountId}:role/`;
  if (arn.startsWith(roles) && arn.length > roles.length) return exactName('the break-glass role', arn);
  throw new PlatformError(trustPolicyErrors.BreakGlassRoleForeign, {
    message: `the break-glass role ${JSON.stringify(arn)} is no role of the regional account ${accountId}.`,
    remedy: `Name a role of that account: its ARN begins with ${roles}.`,
    context: { arn, accountId },
  });
}
