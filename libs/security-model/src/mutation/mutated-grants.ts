import type { ActionCatalogue, GrantStatus } from '@regional-pipeline/policy-proofs';
import { boundaryGrants, identityGrants, resourceGrants, trustGrants } from '../grants/layer-grants.js';
import type { Mutant } from './mutants.js';

/** The grants of the policy that a mutant changed; none of what Central adds to its own bucket's policy. */
export function grantsOfMutated(
  { policy, deployment: { regional, management } }: Pick<Mutant, 'policy' | 'deployment'>,
  catalogue: ActionCatalogue,
): readonly GrantStatus[] {
  const [part] = management;
  switch (policy) {
    case 'build role trust':
      return regional ? trustGrants(regional.buildRole, catalogue) : [];
    case 'build role':
      return regional ? identityGrants(regional.buildRole, catalogue) : [];
    case 'pipeline role trust':
      return regional ? trustGrants(regional.pipelineRole, catalogue) : [];
    case 'pipeline role':
      return regional ? identityGrants(regional.pipelineRole, catalogue) : [];
    case 'deploy role trust':
      return part ? trustGrants(part.deployRole, catalogue) : [];
    case 'deploy role':
      return part ? identityGrants(part.deployRole, catalogue) : [];
    case 'boundary':
      return part ? boundaryGrants(part, catalogue) : [];
    case 'state bucket':
      return regional ? resourceGrants(regional.stateBucket, catalogue) : [];
    case 'artifacts bucket':
      return regional ? resourceGrants(regional.artifactsBucket, catalogue) : [];
    case 'key':
    case 'topic':
    case 'log':
      return (regional?.resourcePolicies ?? [])
        .filter(({ guards }) => guards === policy)
        .flatMap((one) => resourceGrants(one, catalogue));
    case 'central bucket':
      return [];
  }
}
