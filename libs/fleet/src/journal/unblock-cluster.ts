import { PlatformError, clusterOwnerKey, type ClusterName } from '@regional-pipeline/platform-model';
import { journalErrors } from './errors.js';
import type { JournalPorts } from './journal-ports.js';
import { formatRecord, type VersionedRecord } from './journal-record.js';
import { readClusterOwner, type OwnerRecord, type Unblocking } from './owner-record.js';
import { readClusterRecord, recordAttempt } from './record-attempt.js';
import type { RecordStore } from './record-store.js';
import { listUndecidedStates } from './undecided-states.js';

/** A cluster that is blocked, and what a person decides about. */
export interface BlockedCluster {
  readonly owner: VersionedRecord<Extract<OwnerRecord, { state: 'blocked' }>>;
  /** The keys of its saved states; empty where even saving them failed. */
  readonly rescueKeys: readonly string[];
}

/**
 * Reads a cluster's block.
 *
 * @throws PlatformError `ClusterNotBlocked`, `JournalUnreadable`, and those of the store
 */
export async function readBlock(store: RecordStore, cluster: ClusterName): Promise<BlockedCluster> {
  const owner = await readClusterOwner(store, cluster);
  if (owner?.content.state === 'blocked') {
    const { content, version } = owner;
    return {
      owner: { content, version },
      rescueKeys: await listUndecidedStates(store, content.block.run, content),
    };
  }
  throw notBlocked(cluster, owner ? `it is ${owner.content.state}` : 'no run has ever claimed it');
}

/**
 * Frees a blocked cluster after a person's decision was carried out, and keeps the decision in its record. Only the
 * very block that was read is lifted, and only the states that were found then count as decided about.
 *
 * @param blocked what `readBlock` answered before the state was pushed or discarded
 * @throws PlatformError `ClusterNotBlocked`, `JournalUnreadable`, and those of the store
 */
export async function unblockCluster(
  ports: JournalPorts,
  { owner, rescueKeys }: BlockedCluster,
  { decision, by }: Pick<Unblocking, 'decision' | 'by'>,
): Promise<void> {
  const { store } = ports;
  const { cluster, accountId, unblocked, block } = owner.content;
  const { run, tenure, attempt, startedAt, reason } = block;
  const at = ports.now().toISOString();
  const known = await readClusterRecord(store, run, cluster);
  if (!known?.content.attempts.some((one) => one.attempt === attempt)) {
    // Its run was over between blocking the cluster and recording the attempt.
    const lost = { outcome: 'interrupted', startedAt, endedAt: null, durationMs: null } as const;
    const verdict = { code: 'interrupted', reason, remedy: null, retryable: true, logKey: null };
    await recordAttempt(store, run, cluster, { attempt, tenure, ...lost, ...verdict }, known);
  }
  const free: OwnerRecord = {
    version: 1,
    cluster,
    accountId,
    unblocked: [...unblocked, { run, attempt, rescueKeys: [...rescueKeys], decision, by, at }],
    state: 'free',
    last: { run, attempt, at },
  };
  const version = await store.replace(clusterOwnerKey(cluster), formatRecord(free), owner.version);
  if (version === undefined) throw notBlocked(cluster, 'its record was written since it was looked at');
}

function notBlocked(cluster: ClusterName, reason: string): PlatformError {
  return new PlatformError(journalErrors.ClusterNotBlocked, {
    message: `${cluster} is not blocked as it was looked at: ${reason}.`,
    context: { cluster },
  });
}
