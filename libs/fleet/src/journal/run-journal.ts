import {
  PlatformError,
  runRecordKey,
  type ClusterName,
  type RunHolder,
  type RunId,
} from '@regional-pipeline/platform-model';
import { claimCluster, type ClusterAddress, type TakenClaim } from './claim-cluster.js';
import {
  blockClaim,
  endedAttempt,
  releaseClaim,
  type AttemptResult,
  type UnsavedState,
} from './cluster-claim.js';
import { journalErrors } from './errors.js';
import type { JournalPorts } from './journal-ports.js';
import { clipText, formatRecord, readRecord, type VersionedRecord } from './journal-record.js';
import { lastTenure, runRecordKind, type RunRecord, type TenureEnd } from './run-record.js';

/** A cluster that belongs to this run until the claim is ended in one of three ways. */
export interface ClusterClaim {
  /** Counted from 1 in the run; part of the log's key. */
  readonly attempt: number;
  /**
   * Records how the attempt ended and gives the cluster back. Only after the last process of its make target has ended,
   * and after its log was uploaded under `clusterLogKey` where `logged` is true. May be called again where it rejects.
   */
  finish(result: AttemptResult, logged: boolean): Promise<void>;
  /** The same for an attempt whose state did not reach the backend: the cluster is blocked, not given back. */
  block(result: AttemptResult, unsaved: UnsavedState, logged: boolean): Promise<void>;
  /** Does not give it back, for processes of it still work: it stays this run's after the run's end. Writes nothing yet. */
  keep(reason: string): void;
}

/** How a holder ends its work on a run. */
export interface RunEnding {
  /** Why it stopped before every cluster had been tried; null where it went through. */
  readonly stopped: string | null;
  /** Why a cluster was not begun. */
  readonly notStarted?: TenureEnd['notStarted'];
}

/** A run that this process holds. */
export interface RunJournal {
  readonly run: RunId;
  /**
   * Takes a cluster, before anything is done about it. Once for each attempt.
   *
   * @throws PlatformError `ClusterOwned`, `ClusterBlocked`, `ClusterAccountChanged`, `JournalUnreadable`, the store's
   * @throws RangeError where the cluster is not one of the run's, is claimed already, or the run has ended
   */
  claim(cluster: ClusterAddress): Promise<ClusterClaim>;
  /**
   * Says that this process does nothing more about the run. Claims that are still open are kept.
   *
   * @throws PlatformError `RunTakenOver`, and the store's; it may then be called again
   */
  end(ending: RunEnding): Promise<void>;
}

/** A run's record as this process wrote it last, and what it may rely on. */
export interface HeldRun {
  readonly stored: VersionedRecord<RunRecord>;
  /** The run's holder up to whom, counted from 1, all are over by a person's word; null where nobody said so. */
  readonly holderIsOver: number | null;
  /** The clusters that surely have no attempt in this run yet. */
  readonly untouched: ReadonlySet<ClusterName>;
  /** Who claims, where that is not the run's holder but one that joined the run. */
  readonly worker?: RunHolder;
}

/** What the end of the run will say of one cluster. Made for all at the start, so that nothing grows afterwards. */
interface Tally {
  touched: boolean;
  outcome: 'deployed' | 'failed' | null;
  durationMs: number;
}

/**
 * The journal of a run that this process holds.
 *
 * Three small writes and a read for each attempt: read and claim the owner's record, record the attempt when it has
 * ended, give the owner's record back. What it keeps in memory does not grow with the clusters that are finished.
 */
export function journalOf(ports: JournalPorts, held: HeldRun): RunJournal {
  const { content: record, version } = held.stored;
  const { run } = record;
  const { holderIsOver, worker } = held;
  const holder = worker ?? lastTenure(record).holder;
  const claimant = {
    run,
    tenure: record.tenures.length,
    holder,
    holderIsOver,
    worker: worker !== undefined,
  };
  const tallies = new Map<ClusterName, Tally>(
    record.clusters.map(({ name }) => [
      name,
      { touched: !held.untouched.has(name), outcome: null, durationMs: 0 },
    ]),
  );
  // What is said at the end of a claim that is still open then.
  const open = new Map<ClusterName, string>();
  // Not blocked, though a state of it may be on this machine alone: nobody elsewhere shall be the next owner.
  const lost = new Map<ClusterName, string>();
  let ended = false;

  const claimOf = (cluster: ClusterName, taken: TakenClaim, tally: Tally): ClusterClaim => {
    const count = (result: AttemptResult) => {
      tally.outcome = result.outcome;
      tally.durationMs = Math.round(result.durationMs);
    };
    return {
      attempt: taken.claim.attempt,
      async finish(result, logged) {
        open.delete(cluster);
        await releaseClaim(ports, taken, endedAttempt(ports, taken, result, logged));
        count(result);
      },
      async block(result, unsaved, logged) {
        open.delete(cluster);
        lost.set(cluster, clipText(`a state of it did not reach the backend: ${unsaved.reason}`));
        await blockClaim(ports, taken, endedAttempt(ports, taken, result, logged), unsaved);
        lost.delete(cluster);
        count(result);
      },
      keep: (reason) => void open.set(cluster, clipText(reason)),
    };
  };

  return {
    run,
    async claim(cluster) {
      const tally = tallies.get(cluster.name);
      if (!tally) throw new RangeError(`${cluster.name} is not a cluster of run ${run}`);
      if (open.has(cluster.name)) throw new RangeError(`${cluster.name} is claimed by run ${run} already`);
      if (ended) throw new RangeError(`run ${run} has ended, so ${cluster.name} cannot be claimed by it`);
      const first = !tally.touched;
      tally.touched = true;
      open.set(cluster.name, 'its work was not over when the run ended');
      try {
        return claimOf(cluster.name, await claimCluster(ports, claimant, cluster, first), tally);
      } catch (refusal) {
        open.delete(cluster.name);
        throw refusal;
      }
    },
    async end({ stopped, notStarted = {} }) {
      ended = true;
      const durations = (outcome: Tally['outcome']) =>
        Object.fromEntries(
          [...tallies].flatMap(([name, tally]) =>
            tally.outcome === outcome ? [[name, tally.durationMs]] : [],
          ),
        );
      const end: TenureEnd = {
        at: ports.now().toISOString(),
        stopped: stopped === null ? null : clipText(stopped),
        deployed: durations('deployed'),
        failed: durations('failed'),
        notStarted: Object.fromEntries(
          Object.entries(notStarted).map(([name, { code, reason }]) => [
            name,
            { code, reason: clipText(reason) },
          ]),
        ),
        kept: Object.fromEntries([...open, ...lost]),
      };
      await writeEnd(ports, record, version, end);
    },
  };
}

async function writeEnd(
  { store }: JournalPorts,
  record: RunRecord,
  version: string,
  end: TenureEnd,
): Promise<void> {
  const [first, ...others] = record.tenures;
  const last = others.pop();
  const ended: RunRecord = {
    ...record,
    tenures: last ? [first, ...others, { ...last, end }] : [{ ...first, end }],
  };
  const key = runRecordKey(record.run);
  if ((await store.replace(key, formatRecord(ended), version)) !== undefined) return;
  const found = (await readRecord(store, runRecordKind, key))?.content;
  // A write of this very end that failed on its way back, and was done.
  if (found?.tenures.length === record.tenures.length && lastTenure(found).end) return;
  const holder = found && lastTenure(found).holder;
  throw new PlatformError(journalErrors.RunTakenOver, {
    message: `run ${record.run} was taken over${holder ? ` by ${holder.user}@${holder.host}, process ${holder.pid}` : ': its record is gone'}, so its end was not recorded by this process.`,
    remedy: `See \`orchestrator show ${record.run}\` for who holds it now.`,
    context: { run: record.run },
  });
}
