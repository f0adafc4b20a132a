import {
  allOf,
  liveGrants,
  not,
  resource,
  resourceAccount,
  roleSession,
  type ActionCatalogue,
  type GrantStatus,
  type PolicySet,
} from '@regional-pipeline/policy-proofs';
import type { DeployedBucket, DeployedRole, ManagementPart } from '../deployment/deployment.js';
import { leftToAccountOf, mayDoEverything, roleTaking } from '../statements/layers.js';

/** The grants of a role's identity policies, where the resource's owner leaves it to the account. */
export function identityGrants(role: DeployedRole, catalogue: ActionCatalogue): readonly GrantStatus[] {
  return onBothSides({ identity: role.identity }, role, 'identity', catalogue);
}

/** The grants of a boundary, to a role under it with every identity policy. */
export function boundaryGrants(
  { names, boundary, accountId }: ManagementPart,
  catalogue: ActionCatalogue,
): readonly GrantStatus[] {
  const role = { arn: names.clusterRoles, accountId };
  return onBothSides({ identity: [mayDoEverything], boundary }, role, 'boundary', catalogue);
}

/** The grants of a role's trust policy, to callers with every identity policy. */
export function trustGrants(
  { arn, accountId, trust }: DeployedRole,
  catalogue: ActionCatalogue,
): readonly GrantStatus[] {
  const within = allOf(roleTaking, resource(arn), resourceAccount(accountId));
  return grantsOf({ identity: [mayDoEverything], resource: trust }, 'resource', { catalogue, within });
}

/** The grants of a resource policy: to callers of other accounts, or of its own whose own policies grant nothing. */
export function resourceGrants(
  { policy, accountId }: Pick<DeployedBucket, 'policy' | 'accountId'>,
  catalogue: ActionCatalogue,
): readonly GrantStatus[] {
  const within = resourceAccount(accountId);
  const ask = (identity: PolicySet['identity']) =>
    grantsOf({ identity, resource: policy }, 'resource', { catalogue, within });
  return liveInEither(ask([]), ask([mayDoEverything]));
}

function grantsOf(
  policies: PolicySet,
  layer: GrantStatus['by']['layer'],
  options: Parameters<typeof liveGrants>[1],
): readonly GrantStatus[] {
  return liveGrants(policies, options).filter(({ by }) => by.layer === layer);
}

/** A grant is asked for where the resource's owner leaves it to the account, and where the resource is a role to be taken. */
function onBothSides(
  layers: PolicySet,
  role: Pick<DeployedRole, 'arn' | 'accountId'>,
  layer: GrantStatus['by']['layer'],
  catalogue: ActionCatalogue,
): readonly GrantStatus[] {
  const owner = leftToAccountOf(role);
  const ask = (side: 'resource' | 'trust') =>
    grantsOf({ ...layers, resource: owner[side] }, layer, {
      catalogue,
      within: allOf(roleSession(role.arn), side === 'trust' ? roleTaking : not(roleTaking)),
    });
  return liveInEither(ask('resource'), ask('trust'));
}

/** The same grants asked for twice: being live once is enough, and a grant is dead that is dead both times. */
function liveInEither(first: readonly GrantStatus[], second: readonly GrantStatus[]): readonly GrantStatus[] {
  return first.map((grant, index) => {
    const other = second[index] ?? grant;
    return grant.status === 'live' || other.status === 'dead' ? grant : other;
  });
}
