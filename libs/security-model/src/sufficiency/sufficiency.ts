import type { DeployedRole } from '../deployment/deployment.js';
import { byIdentity } from '../statements/layers.js';
import type { RequestObligation, SecurityStatement } from '../statements/security-statement.js';
import { requestsBy, type NeedGroup } from './access-need.js';
import { ownerNeeds } from './owner-needs.js';
import { roleNeeds } from './role-needs.js';

/**
 * SM-22, of what is written down; the rehearsal holds the list to the requests of a real run.
 *
 * It stands beside the statements of the plugin: a policy that allows too little is found by its first run, one that
 * allows too much is not. What it is for is that the other statements cannot be satisfied by allowing nothing. What
 * the roles under B need is required by SM-16 already.
 */
export const sufficiency: SecurityStatement = {
  id: 'SM-22',
  sentence:
    'Every request that the orchestrator and the pipeline make, and every request that creating an EKS cluster by ' +
    'Terraform within SM-08 needs, is allowed to C, to P, to F and to D, for all resources that it is needed on, by the bucket ' +
    "policies too; and the trust policies let the pipeline's services take C, P and F, and C take D.",
  obligations: (deployment) => {
    const roles = roleNeeds(deployment);
    return [
      ...roles.flatMap(({ role, groups }) => groups.map((group) => needed(role, group))),
      ...ownerNeeds(deployment, roles),
    ];
  },
};

function needed(role: DeployedRole, group: NeedGroup): RequestObligation {
  const trust = group.needs.some(({ actions }) => actions.includes('sts:AssumeRole'));
  return byIdentity(role, {
    about: `by ${role.arn}, what is needed for ${group.work} (${group.source})`,
    requests: requestsBy(role.arn, group),
    trust,
  });
}
