import { PlatformError, clusterLogKey, clusterOwnerKey } from '@regional-pipeline/platform-model';
import type { TakenClaim } from './claim-cluster.js';
import type { Attempt } from './cluster-record.js';
import { journalErrors } from './errors.js';
import { clipText, formatRecord } from './journal-record.js';
import type { JournalPorts } from './journal-ports.js';
import { readClusterOwner, type Block, type OwnerRecord } from './owner-record.js';
import { recordAttempt } from './record-attempt.js';

/** How an attempt ended: the part of a `ClusterResult` that is recorded. */
export interface AttemptResult {
  readonly outcome: 'deployed' | 'failed';
  readonly code: string | null;
  readonly reason: string | null;
  readonly remedy: string | null;
  readonly retryable: boolean;
  readonly durationMs: number;
}

/** What is known of a state that did not reach the backend. */
export type UnsavedState = Pick<Block, 'reason' | 'lineage' | 'serial'>;

/** Builds the record of a claim's attempt, now that it has ended. */
export function endedAttempt(
  ports: Pick<JournalPorts, 'now'>,
  taken: TakenClaim,
  result: AttemptResult,
  logged: boolean,
): Attempt {
  const { run, tenure, attempt, since } = taken.claim;
  return {
    attempt,
    tenure,
    outcome: result.outcome,
    startedAt: since,
    endedAt: ports.now().toISOString(),
    durationMs: Math.round(result.durationMs),
    code: result.code,
    reason: result.reason === null ? null : clipText(result.reason),
    remedy: result.remedy === null ? null : clipText(result.remedy),
    retryable: result.retryable,
    logKey: logged ? clusterLogKey(run, taken.owner.content.cluster, attempt) : null,
  };
}

/**
 * Records how a claim's attempt ended, and then gives the cluster back. In this order: a cluster is never free whose
 * last attempt nobody knows of. Doing it again after a failure is safe.
 */
export async function releaseClaim(
  ports: JournalPorts,
  { owner, claim, attempts }: TakenClaim,
  attempt: Attempt,
): Promise<void> {
  const { run } = claim;
  const { cluster, accountId, unblocked } = owner.content;
  await recordAttempt(ports.store, run, cluster, attempt, attempts);
  const last = { run, attempt: attempt.attempt, at: ports.now().toISOString() };
  const free: OwnerRecord = { version: 1, cluster, accountId, unblocked, state: 'free', last };
  // Where the claim is not there any more, it was given back already, or taken after the attempt was recorded.
  await ports.store.replace(clusterOwnerKey(cluster), formatRecord(free), owner.version);
}

/**
 * Blocks the cluster of a claim, and then records how its attempt ended. In this order: from the moment at which it
 * is known that a state was not saved, nobody else can have the cluster. Doing it again after a failure is safe.
 */
export async function blockClaim(
  ports: JournalPorts,
  taken: TakenClaim,
  attempt: Attempt,
  unsaved: UnsavedState,
): Promise<void> {
  const { run } = taken.claim;
  const { cluster, accountId, unblocked } = taken.owner.content;
  const { reason, lineage, serial } = unsaved;
  const block: Block = {
    run,
    tenure: attempt.tenure,
    attempt: attempt.attempt,
    startedAt: attempt.startedAt,
    since: ports.now().toISOString(),
    reason: clipText(reason),
    lineage,
    serial,
  };
  const blocked: OwnerRecord = { version: 1, cluster, accountId, unblocked, state: 'blocked', block };
  const version = await ports.store.replace(
    clusterOwnerKey(cluster),
    formatRecord(blocked),
    taken.owner.version,
  );
  if (version === undefined) await requireBlockedBefore(ports, taken);
  await recordAttempt(ports.store, run, cluster, attempt, taken.attempts);
}

/** Passes where the same attempt has blocked its cluster already, whether or not a person has decided since. */
async function requireBlockedBefore({ store }: JournalPorts, { owner, claim }: TakenClaim): Promise<void> {
  const { cluster } = owner.content;
  const found = (await readClusterOwner(store, cluster))?.content;
  const blocks = [...(found?.unblocked ?? []), ...(found?.state === 'blocked' ? [found.block] : [])];
  if (blocks.some(({ run, attempt }) => run === claim.run && attempt === claim.attempt)) return;
  const by = found?.state === 'free' ? found.last : found?.state === 'blocked' ? found.block : found?.claim;
  throw new PlatformError(journalErrors.ClaimTakenOver, {
    message:
      `${cluster} could not be blocked: the claim of run ${claim.run} of ${claim.since} is not there any more, ` +
      (found ? `it is ${found.state} by run ${by?.run ?? 'none'} now.` : 'its record is gone.'),
    context: { cluster, run: claim.run, attempt: claim.attempt },
  });
}
