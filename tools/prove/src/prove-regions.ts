import type { Region } from '@regional-pipeline/platform-model';
import type { ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { proveStatements, type Deployment, type StatementProof } from '@regional-pipeline/security-model';

/** The proofs of one region. */
export interface RegionProofs {
  readonly region: Region;
  readonly proofs: readonly StatementProof[];
  readonly ms: number;
  readonly catalogueDate: string;
  /** How many actions the catalogue has. */
  readonly actions: number;
}

/**
 * Proves the statements of pipelines, and so of every pair of them that neither reaches into the other: SM-03 needs no
 * proof of its own for a pair.
 */
export function proveRegions(
  deployments: Iterable<Deployment>,
  catalogue: ActionCatalogue,
  only?: readonly string[],
): readonly RegionProofs[] {
  const now = () => performance.now();
  return Array.from(deployments, (deployment) => {
    const start = now();
    const proofs = proveStatements(deployment, catalogue, { now, ...(only && { only }) });
    return {
      region: deployment.names.region,
      proofs,
      ms: now() - start,
      catalogueDate: catalogue.date,
      actions: catalogue.actions.length,
    };
  });
}
