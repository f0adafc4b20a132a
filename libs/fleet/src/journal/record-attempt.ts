import {
  PlatformError,
  clusterRecordKey,
  type ClusterName,
  type RunId,
} from '@regional-pipeline/platform-model';
import { clusterRecordKind, lastAttempt, type Attempt, type ClusterRecord } from './cluster-record.js';
import { journalErrors } from './errors.js';
import { clipText, formatRecord, readRecord, type VersionedRecord } from './journal-record.js';
import type { Claim } from './owner-record.js';
import type { RecordStore } from './record-store.js';

/** The record of a cluster in a run, or undefined where no attempt has ended. */
export function readClusterRecord(
  store: RecordStore,
  run: RunId,
  cluster: ClusterName,
): Promise<VersionedRecord<ClusterRecord> | undefined> {
  return readRecord(store, clusterRecordKind, clusterRecordKey(run, cluster));
}

/** What is recorded of an attempt whose end nobody recorded. */
export function interruptedAttempt({ run, tenure, attempt, since }: Claim, evidence: string): Attempt {
  return {
    attempt,
    tenure,
    outcome: 'interrupted',
    startedAt: since,
    endedAt: null,
    durationMs: null,
    code: 'interrupted',
    reason: clipText(`run ${run} was over before it recorded how the attempt ended (${evidence}).`),
    remedy: null,
    retryable: true,
    logKey: null,
  };
}

/**
 * Adds an attempt to its cluster's record, once: doing it again changes nothing. Answers what is stored then.
 *
 * @param known what was read or written last, which saves a request; undefined for "there is none"
 * @throws PlatformError `ClaimTakenOver` where this attempt stands there already and another process recorded it
 */
export async function recordAttempt(
  store: RecordStore,
  run: RunId,
  cluster: ClusterName,
  attempt: Attempt,
  known: VersionedRecord<ClusterRecord> | undefined,
): Promise<VersionedRecord<ClusterRecord>> {
  const key = clusterRecordKey(run, cluster);
  let before = known;
  for (;;) {
    const recorded = before?.content.attempts.find((one) => one.attempt === attempt.attempt);
    if (before && recorded) {
      if (recorded.outcome === attempt.outcome || attempt.outcome === 'interrupted') return before;
      throw takenOver(run, cluster, attempt, recorded);
    }
    const content: ClusterRecord = {
      version: 1,
      run,
      cluster,
      attempts: before ? [...before.content.attempts, attempt] : [attempt],
    };
    const text = formatRecord(content);
    const version = before ? await store.replace(key, text, before.version) : await store.create(key, text);
    if (version !== undefined) return { content, version };
    before = await readClusterRecord(store, run, cluster);
  }
}

/** The number of the attempt after those that have ended. */
export function nextAttempt(record: VersionedRecord<ClusterRecord> | undefined): number {
  return record ? lastAttempt(record.content).attempt + 1 : 1;
}

function takenOver(run: RunId, cluster: ClusterName, mine: Attempt, theirs: Attempt): PlatformError {
  return new PlatformError(journalErrors.ClaimTakenOver, {
    message:
      `attempt ${mine.attempt} of run ${run} at ${cluster} ended as ${mine.outcome}, ` +
      `but another process has recorded it as ${theirs.outcome} (${theirs.reason ?? 'no reason given'}).`,
    context: { run, cluster, attempt: mine.attempt },
  });
}
