import type { HolderState, RunHolder, RunId } from '@regional-pipeline/platform-model';
import type { LockInfo, StateLock } from './state-lock.js';

/** An attempt on the lock's cluster, as the journal has it. */
export interface LockAttempt {
  readonly run: RunId;
  /** Counted from 1. */
  readonly attempt: number;
  /** ISO 8601 */
  readonly startedAt: string;
  /** When all of its processes had ended; null where it is not known that they have. */
  readonly endedAt: string | null;
  /** Of the run, at the time of the attempt. */
  readonly holder: RunHolder;
  readonly holderState: HolderState;
  /** Whether a Terraform that a person started may work as the holder's user on its machine: its locks look the same. */
  readonly byHand: HolderState;
}

/** Whether a lock may be removed, and why; for people. */
export interface LockVerdict {
  readonly removable: boolean;
  readonly reason: string;
  /** The attempt that made the lock, where it is known. */
  readonly attempt?: LockAttempt;
}

/**
 * Says whether whoever made a lock is provably over (decision 0006). It is, where the lock was made during an attempt of
 * the pipeline on this cluster, by the user and on the machine of that run's holder, all processes of the attempt
 * have ended or the holder is over, and no person's Terraform that could have made it works there. The age of a lock
 * proves nothing.
 *
 * Lock and attempt have their times from the clock of one machine, so they are compared as they are.
 *
 * @param attempts on the lock's cluster; those of runs that never owned it need not be among them
 */
export function judgeLock(lock: StateLock, attempts: readonly LockAttempt[]): LockVerdict {
  const { holder } = lock;
  if ('unreadable' in holder) return stays(`nobody knows who made it: ${holder.unreadable}`);
  if (lock.cluster === null) return stays(`${lock.key} locks the state of no cluster of the pipeline`);
  const makers = attempts.filter((attempt) => madeLock(attempt, holder));
  const alive = makers.find((attempt) => !isOver(attempt));
  if (alive) {
    return {
      ...stays(`${nameOf(alive)} made it, and is not known to be over: ${evidenceOf(alive)}`),
      attempt: alive,
    };
  }
  const [maker] = makers;
  if (!maker) {
    return stays(
      `no attempt of the pipeline on ${lock.cluster} by ${holder.Who} was under way at ${holder.Created}`,
    );
  }
  const byHand = makers.find((attempt) => attempt.byHand.status !== 'over');
  if (byHand) {
    return {
      ...stays(`${nameOf(byHand)} is over, but the lock may be of a person: ${byHand.byHand.evidence}`),
      attempt: byHand,
    };
  }
  return {
    removable: true,
    reason: `${nameOf(maker)} made it, and is over: ${evidenceOf(maker)}`,
    attempt: maker,
  };
}

function stays(reason: string): LockVerdict {
  return { removable: false, reason };
}

function madeLock({ startedAt, endedAt, holder }: LockAttempt, { Who, Created }: LockInfo): boolean {
  const created = Date.parse(Created);
  return (
    Who === `${holder.user}@${holder.host}` &&
    created >= Date.parse(startedAt) &&
    (endedAt === null || created <= Date.parse(endedAt))
  );
}

function isOver({ endedAt, holderState }: LockAttempt): boolean {
  return endedAt !== null || holderState.status === 'over';
}

function nameOf({ run, attempt }: LockAttempt): string {
  return `attempt ${attempt} of run ${run}`;
}

function evidenceOf({ endedAt, holderState }: LockAttempt): string {
  return endedAt === null ? holderState.evidence : `it ended at ${endedAt}`;
}
