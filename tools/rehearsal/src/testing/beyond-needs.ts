import { decide } from '@regional-pipeline/policy-proofs';
import { policyOfNeeds, type RoleNeeds } from '@regional-pipeline/security-model';
import type { LoggedRequest } from './logged-requests.js';

/**
 * The allowed requests of a run that are among no needs of the role that made them: the list of needs has fallen
 * behind what the role is used for, and SM-22 does not require them.
 */
export function findBeyondNeeds(
  needs: readonly RoleNeeds[],
  requests: readonly LoggedRequest[],
): readonly LoggedRequest[] {
  return requests.filter(({ request, policies, wasAllowed }) => {
    const { principal } = request;
    const groups = needs.find(({ role }) => 'roleArn' in principal && role.arn === principal.roleArn)?.groups;
    const identity = groups ? [policyOfNeeds(groups)] : [];
    return wasAllowed && decide(request, { ...policies, identity }).effect !== 'allow';
  });
}

/** The needs without an action, as if it had been forgotten. */
export function withoutAction(needs: readonly RoleNeeds[], action: string): readonly RoleNeeds[] {
  return needs.map(({ role, groups }) => ({
    role,
    groups: groups.map((group) => ({
      ...group,
      needs: group.needs
        .map((need) => ({ ...need, actions: need.actions.filter((one) => one !== action) }))
        .filter(({ actions }) => actions.length > 0),
    })),
  }));
}
