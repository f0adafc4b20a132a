import type { ActionCatalogue, GrantStatus } from '@regional-pipeline/policy-proofs';
import { rolesOf, type RegionalPart } from '../deployment/deployment.js';
import { identityGrants } from './layer-grants.js';

/**
 * Says of every grant of C, P and F whether it grants anything (SM-23): for each action and each resource that an Allow
 * names, a request that is allowed, and would not be without the statement.
 */
export function regionalGrants(regional: RegionalPart, catalogue: ActionCatalogue): readonly GrantStatus[] {
  return rolesOf(regional).flatMap((role) => identityGrants(role, catalogue));
}
