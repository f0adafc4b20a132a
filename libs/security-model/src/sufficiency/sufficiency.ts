import { allOf, resourceAccount } from '@regional-pipeline/policy-proofs';
import type { DeployedRole, Deployment, ManagementPart } from '../deployment/deployment.js';
import { byIdentity, leftToAccountOf, mayDoEverything } from '../statements/layers.js';
import type { RequestObligation, SecurityStatement } from '../statements/security-statement.js';
import { requestsBy, type NeedGroup } from './access-need.js';
import { boundedRoleNeeds } from './bounded-role-needs.js';
import { clusterNeeds } from './cluster-needs.js';
import { clusterRoleNeeds } from './cluster-role-needs.js';
import { buildRoleNeeds, pipelineRoleNeeds } from './regional-role-needs.js';

/**
 * SM-22, of what is written down; the requests of a real run are the rehearsal's to ask.
 *
 * It stands beside the statements of the plugin: a policy that allows too little is found by its first run, one that
 * allows too much is not. What it is for is that the other statements cannot be satisfied by allowing nothing.
 */
export const sufficiency: SecurityStatement = {
  id: 'SM-22',
  sentence:
    'Every request that creating an EKS cluster by Terraform within SM-08 needs is allowed to D, to the roles under B, ' +
    'to C and to P, for all resources that it is needed on.',
  obligations: ({ names, regional, management }: Deployment) => [
    ...management.flatMap((part) => [
      ...[...clusterNeeds(names, part), ...clusterRoleNeeds(names.partition, part)].map((group) =>
        needed(part.deployRole, group),
      ),
      ...boundedRoleNeeds(names.region).map((group) => neededUnderBoundary(part, group)),
    ]),
    ...(regional
      ? [
          ...buildRoleNeeds(names, regional.intent).map((group) => needed(regional.buildRole, group)),
          ...pipelineRoleNeeds(names, regional.intent).map((group) => needed(regional.pipelineRole, group)),
        ]
      : []),
  ],
};

function needed(role: DeployedRole, group: NeedGroup): RequestObligation {
  return byIdentity(role, {
    about: `by ${role.arn}, what ${group.work} needs (${group.source})`,
    requests: requestsBy(role.arn, group),
  });
}

function neededUnderBoundary(
  { boundary, names, accountId }: ManagementPart,
  group: NeedGroup,
): RequestObligation {
  const arn = names.clusterRoles;
  return {
    kind: 'required',
    about: `by ${arn} under B with every identity policy, what ${group.work} needs (${group.source})`,
    policies: {
      identity: [mayDoEverything],
      boundary,
      resource: leftToAccountOf({ arn, accountId }).resource,
    },
    requests: allOf(requestsBy(arn, group), resourceAccount(accountId)),
    looksAt: [boundary],
  };
}
