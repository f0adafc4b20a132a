import {
  PlatformError,
  managementNames,
  type AccountId,
  type PolicyStatement,
  type RegionalResources,
} from '@regional-pipeline/platform-model';
import { trustPolicyErrors } from './errors.js';
import { exactName } from './exact-name.js';

/**
 * In which accounts the build role may assume the deploy role (SM-04).
 *
 * - `organization`: every account of the organization that the build role's own account is in.
 * - `accounts`: these accounts, by id.
 * - `organizational-units`: accounts in one of these paths, `o-…/r-…/ou-…/`; a `*` at the end takes in those below.
 */
export type AssumeScope =
  | { readonly kind: 'organization' }
  | { readonly kind: 'accounts'; readonly accountIds: readonly AccountId[] }
  | { readonly kind: 'organizational-units'; readonly paths: readonly string[] };

/** `o-exampleorgid/r-root/ou-root-unit/`, any depth, with or without `*` at the end. */
const organizationPath = /^o-[a-z0-9]{10,32}\/r-[a-z0-9]{4,32}\/(?:ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\/)*\*?$/;

/**
 * The statements by which C assumes D.
 *
 * - SM-03: `sts:ExternalId` is pinned here too. The caller chooses it, so D's trust policy alone would let this
 *   role take another region's deploy role by asking for that region's id.
 * - SM-04: the resource is the role's exact name at the root path. Where the principal is in no organization,
 *   `${aws:PrincipalOrgID}` has no value and the statement grants nothing. Where `*` stands for the account id, a
 *   Deny keeps it to that: a `*` that ends a segment of a resource's ARN "can expand to match beyond the colon
 *   boundaries" (IAM User Guide, "IAM JSON policy elements: Resource"), and a role's path may have colons, as in
 *   `arn:aws:iam::222222222222:role/x:role/ManagementClusterDeployRole`.
 * - SM-07: `aws:RequestedRegion` is pinned, so the session comes from this region's STS endpoint.
 *
 * @throws PlatformError `AssumeScopeEmpty`, `OrganizationPathInvalid`, `NameIsPattern`
 */
export function assumeDeployRoleStatements(
  resources: RegionalResources,
  scope: AssumeScope,
): PolicyStatement[] {
  const roleIn = (accountId: string) =>
    `arn:${resources.partition}:iam::${accountId}:role/${managementNames.deployRole}`;
  const statement = { Sid: 'AssumeDeployRole', Effect: 'Allow', Action: 'sts:AssumeRole' } as const;
  const denyColonsInPaths: PolicyStatement = {
    Sid: 'DenyColonsInRolePaths',
    Effect: 'Deny',
    Action: 'sts:AssumeRole',
    Resource: `arn:${resources.partition}:iam::*:role/*:*`,
  };
  const pinned = { 'sts:ExternalId': resources.externalId, 'aws:RequestedRegion': resources.region };

  switch (scope.kind) {
    case 'organization':
      return [
        {
          ...statement,
          Resource: roleIn('*'),
          Condition: { StringEquals: { ...pinned, 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
        },
        denyColonsInPaths,
      ];
    case 'accounts':
      return [
        {
          ...statement,
          Resource: nonEmpty(scope.accountIds, 'accountIds').map((id) =>
            roleIn(exactName('an account id', id)),
          ),
          Condition: { StringEquals: pinned },
        },
      ];
    case 'organizational-units':
      return [
        {
          ...statement,
          Resource: roleIn('*'),
          Condition: {
            StringEquals: pinned,
            'ForAnyValue:StringLike': {
              'aws:ResourceOrgPaths': nonEmpty(scope.paths, 'paths').map(checkedPath),
            },
          },
        },
        denyColonsInPaths,
      ];
  }
}

function nonEmpty<T>(values: readonly T[], what: string): readonly T[] {
  if (values.length > 0) return values;
  throw new PlatformError(trustPolicyErrors.AssumeScopeEmpty, {
    message: `the scope's ${what} is empty, so the build role could assume the deploy role nowhere.`,
    context: { what },
  });
}

function checkedPath(path: string): string {
  if (organizationPath.test(path)) return path;
  throw new PlatformError(trustPolicyErrors.OrganizationPathInvalid, {
    message: `${JSON.stringify(path)} is not the path of an organizational unit.`,
    context: { path },
  });
}
