import type { ActionCatalogue, GrantStatus } from '@regional-pipeline/policy-proofs';
import { rolesOf, type Deployment } from '../deployment/deployment.js';
import { boundaryGrants, identityGrants, resourceGrants, trustGrants } from './layer-grants.js';
import { regionalGrants } from './regional-grants.js';

/**
 * Says of every grant of one region's pipeline whether it grants anything (SM-23): of C, P and each D, of their trust
 * policies, of the boundaries, and of the policies of key, topic and logs; the buckets' are there to deny and have none.
 */
export function deploymentGrants(
  { regional, management }: Deployment,
  catalogue: ActionCatalogue,
): readonly GrantStatus[] {
  return [
    ...(regional
      ? [
          ...regionalGrants(regional, catalogue),
          ...rolesOf(regional).flatMap((role) => trustGrants(role, catalogue)),
          ...[regional.stateBucket, regional.artifactsBucket, ...regional.resourcePolicies].flatMap((one) =>
            resourceGrants(one, catalogue),
          ),
        ]
      : []),
    ...management.flatMap((part) => [
      ...identityGrants(part.deployRole, catalogue),
      ...trustGrants(part.deployRole, catalogue),
      ...boundaryGrants(part, catalogue),
    ]),
  ];
}
