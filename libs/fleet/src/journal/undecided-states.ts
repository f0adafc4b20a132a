import { rescuePrefix, type RunId } from '@regional-pipeline/platform-model';
import type { OwnerRecord } from './owner-record.js';
import type { RecordStore } from './record-store.js';

/**
 * The keys of the states that a run saved of a cluster because they did not reach the backend, and that no person has
 * decided about yet. The bucket itself is asked: an upload may have been done whose answer was lost.
 */
export async function listUndecidedStates(
  store: RecordStore,
  run: RunId,
  { cluster, unblocked }: Pick<OwnerRecord, 'cluster' | 'unblocked'>,
): Promise<string[]> {
  const decided = new Set(unblocked.flatMap(({ rescueKeys }) => rescueKeys));
  return (await store.list(rescuePrefix(run, cluster))).filter((key) => !decided.has(key));
}
