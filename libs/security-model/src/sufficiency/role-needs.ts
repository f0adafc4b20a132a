import type { DeployedRole, Deployment } from '../deployment/deployment.js';
import type { NeedGroup } from './access-need.js';
import { clusterNeeds } from './cluster-needs.js';
import { clusterRoleNeeds } from './cluster-role-needs.js';
import { buildRoleNeeds, pipelineRoleNeeds } from './regional-role-needs.js';

/** What one role is needed for. */
export interface RoleNeeds {
  readonly role: DeployedRole;
  readonly groups: readonly NeedGroup[];
}

/** What C, P and each D are needed for (SM-22); what a role under B is needed for is the floor of SM-16. */
export function roleNeeds({ names, regional, management }: Deployment): readonly RoleNeeds[] {
  return [
    ...(regional
      ? [
          { role: regional.buildRole, groups: buildRoleNeeds(names, regional.intent, management) },
          { role: regional.pipelineRole, groups: pipelineRoleNeeds(names, regional.intent) },
        ]
      : []),
    ...management.map((part) => ({
      role: part.deployRole,
      groups: [...clusterNeeds(names, part), ...clusterRoleNeeds(names.partition, part)],
    })),
  ];
}
