import { PlatformError } from '@regional-pipeline/platform-model';
import type { ActionCatalogue } from '@regional-pipeline/policy-proofs';
import {
  judgeMutant,
  mutantsOf,
  proveObligation,
  proveStatements,
  sufficiency,
  worstOf,
  type Deployment,
  type JudgedMutant,
  type MutatedPolicy,
} from '@regional-pipeline/security-model';
import { proveErrors } from '../errors.js';

/**
 * Judges every mutant of some policies of a deployment.
 *
 * @param onProgress is told how many of how many are judged
 * @throws BaselineNotProved where the policies are not proved as they are: then no mutant could tell anything
 */
export function judgeMutants(
  deployment: Deployment,
  policies: readonly MutatedPolicy[],
  catalogue: ActionCatalogue,
  onProgress: (judged: number, all: number) => void,
): readonly JudgedMutant[] {
  refuseUnproved(deployment, catalogue);
  const mutants = mutantsOf(deployment).filter(({ policy }) => policies.includes(policy));
  return mutants.map((mutant, index) => {
    const verdict = judgeMutant(deployment, mutant, catalogue);
    onProgress(index + 1, mutants.length);
    return { mutant, verdict };
  });
}

function refuseUnproved(deployment: Deployment, catalogue: ActionCatalogue): void {
  const needed = sufficiency.obligations(deployment, []).map((one) => proveObligation(one, catalogue));
  const failed = [
    ...proveStatements(deployment, catalogue),
    { id: sufficiency.id, verdict: worstOf(needed) },
  ].filter(({ verdict }) => verdict !== 'proved');
  if (failed.length === 0) return;
  const ids = failed.map(({ id, verdict }) => `${id} (${verdict})`).join(', ');
  throw new PlatformError(proveErrors.BaselineNotProved, {
    message: `Not proved of the policies of ${deployment.names.region} as they are: ${ids}.`,
    context: { region: deployment.names.region, failed: failed.map(({ id }) => id) },
  });
}
