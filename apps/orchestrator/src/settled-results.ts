import type { Selection } from '@regional-pipeline/cluster-filter';
import { clusterResult, verdictOf, type ClusterResult } from '@regional-pipeline/fleet';

/** What a selection decided before any run: what is skipped, and what cannot be deployed. */
export function settledResults({ skipped, rejected }: Omit<Selection, 'selected'>): ClusterResult[] {
  return [
    ...skipped.map(({ name, accountId, reason, detail }) =>
      clusterResult({ name, accountId: accountId ?? null }, 'skipped', 0, { code: reason, reason: detail }),
    ),
    ...rejected.map((one) => clusterResult(one, 'failed', 0, verdictOf(one.error))),
  ];
}
