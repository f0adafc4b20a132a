import type { ActionCatalogue, GrantStatus } from '@regional-pipeline/policy-proofs';
import type { RegionalPart } from '../deployment/deployment.js';
import { identityGrants } from './layer-grants.js';

/**
 * Says of every grant of C and P whether it grants anything (SM-23): for each action and each resource that an Allow
 * names, a request that is allowed, and would not be without the statement.
 */
export function regionalGrants(
  { buildRole, pipelineRole }: Pick<RegionalPart, 'buildRole' | 'pipelineRole'>,
  catalogue: ActionCatalogue,
): readonly GrantStatus[] {
  return [buildRole, pipelineRole].flatMap((role) => identityGrants(role, catalogue));
}
