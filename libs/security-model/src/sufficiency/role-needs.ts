import type { DeployedRole, Deployment, RegionalPart } from '../deployment/deployment.js';
import type { NeedGroup } from './access-need.js';
import { clusterNeeds } from './cluster-needs.js';
import { clusterRoleNeeds } from './cluster-role-needs.js';
import { buildRoleNeedsOfFanOut, fanOutRoleNeeds, pipelineRoleNeedsOfFanOut } from './fan-out-needs.js';
import { buildRoleNeeds, pipelineRoleNeeds } from './regional-role-needs.js';

/** What one role is needed for. */
export interface RoleNeeds {
  readonly role: DeployedRole;
  readonly groups: readonly NeedGroup[];
}

/** What C, P, F and each D are needed for (SM-22); what a role under B is needed for is the floor of SM-16. */
export function roleNeeds({ names, regional, management }: Deployment): readonly RoleNeeds[] {
  return [
    ...(regional ? regionalNeeds(names, regional, management) : []),
    ...management.map((part) => ({
      role: part.deployRole,
      groups: [...clusterNeeds(names, part), ...clusterRoleNeeds(names.partition, part)],
    })),
  ];
}

function regionalNeeds(
  names: Deployment['names'],
  { intent, buildRole, pipelineRole, fanOutRole }: RegionalPart,
  management: Deployment['management'],
): readonly RoleNeeds[] {
  const build = buildRoleNeeds(names, intent, management);
  const pipeline = pipelineRoleNeeds(names, intent);
  if (!fanOutRole) {
    return [
      { role: buildRole, groups: build },
      { role: pipelineRole, groups: pipeline },
    ];
  }
  return [
    { role: buildRole, groups: [...build, buildRoleNeedsOfFanOut(names)] },
    { role: pipelineRole, groups: [...pipeline, pipelineRoleNeedsOfFanOut(names)] },
    { role: fanOutRole, groups: fanOutRoleNeeds(names) },
  ];
}
