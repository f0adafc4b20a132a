import { liveGrants, type ActionCatalogue, type GrantStatus } from '@regional-pipeline/policy-proofs';
import type { RegionalPart } from '../deployment/deployment.js';
import { leftToAccountOf } from '../statements/layers.js';

/**
 * Says of every grant of C and P whether it grants anything (SM-23): for each action and each resource that an Allow
 * names, a request that is allowed, and would not be without the statement.
 *
 * A grant is asked for where the resource's owner leaves it to the account, and where the resource is a role to be
 * taken; being live in one of them is enough.
 *
 * @param catalogue the services that the roles' policies name are enough, and much quicker than all
 */
export function regionalGrants(
  { buildRole, pipelineRole }: Pick<RegionalPart, 'buildRole' | 'pipelineRole'>,
  catalogue: ActionCatalogue,
): readonly GrantStatus[] {
  return [buildRole, pipelineRole].flatMap((role) => {
    const { resource, trust } = leftToAccountOf(role);
    const [onResources, onRoles] = [resource, trust].map((owner) =>
      liveGrants({ identity: role.identity, resource: owner }, { catalogue }).filter(
        ({ by }) => by.layer === 'identity',
      ),
    );
    return (onResources ?? []).map((grant, index) => {
      const onRole = onRoles?.[index];
      return grant.status !== 'live' && onRole?.status === 'live' ? onRole : grant;
    });
  });
}
