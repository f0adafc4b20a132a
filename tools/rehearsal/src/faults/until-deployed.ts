import { setTimeout as sleep } from 'node:timers/promises';
import type { RunSummary } from '@regional-pipeline/fleet';
import type { OrchestratorRun } from '../run-orchestrator.js';
import type { FaultFleet } from './fault-fleet.js';

/** What it took until every cluster was deployed. */
export interface Recovery {
  /** Commands that worked on the fleet: `resume`, or `deploy` where there was nothing to resume. */
  readonly runs: number;
  /** Codes with which a command or a cluster was refused or failed meanwhile, in their order. */
  readonly codes: readonly string[];
  /** Locks that `locks` called removable and `unlock` removed. */
  readonly unlocked: number;
  /** Rescued states that were pushed. */
  readonly pushed: number;
  /** From the first command to the last's end, in milliseconds. */
  readonly durationMs: number;
}

/** Why a command did not get to its work (`cluster` is null then), or why a cluster is not deployed. */
export interface Shortfall {
  readonly cluster: string | null;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

interface ListedLock {
  readonly lock: { readonly cluster: string };
  readonly verdict: { readonly removable: boolean; readonly reason: string };
}

/** So many commands are enough, or a person would lose patience. */
const patience = 25;

/**
 * Does what the orchestrator itself says, until all is deployed: `resume` again and again; `deploy` where there was no
 * run yet; `unlock` where a cluster's state is locked and the lock's maker is provably over; `rescue push` where a
 * state waits for a decision.
 *
 * @throws TypeError where something has no reason, or it does not get done
 */
export async function resumeUntilDeployed(
  fleet: FaultFleet,
  environment: Readonly<Record<string, string>> = {},
): Promise<Recovery> {
  const startedAt = performance.now();
  const all: Shortfall[] = [];
  let [unlocked, pushed] = [0, 0];
  let command = ['resume'];
  for (let runs = 1; runs <= patience; runs++) {
    const run = await fleet.run(command, environment);
    if (run.exitCode === 0) {
      const codes = all.map(({ code }) => code);
      return { runs, codes, unlocked, pushed, durationMs: performance.now() - startedAt };
    }
    const shortfalls = shortfallsOf(run);
    all.push(...shortfalls);
    const codes = shortfalls.map(({ code }) => code);
    command = codes.includes('NoRuns') ? ['deploy'] : ['resume'];
    const blocked = shortfalls.filter(({ code }) => code === 'ClusterBlocked');
    if (codes.includes('StateLocked') || blocked.length > 0) unlocked += await unlockAll(fleet);
    for (const { cluster } of blocked) {
      const { exitCode, stderr } = await fleet.run(['rescue', 'push', cluster ?? '']);
      if (exitCode !== 0) throw new TypeError(`rescue push ${cluster ?? ''}: ${stderr}`);
      pushed++;
    }
    // A person who is told to wait does not come back at once.
    if (codes.some((code) => code === 'RunStillHeld' || code === 'ClusterOwned')) await sleep(500);
  }
  const last = all.slice(-3).map(({ code, message }) => `${code}: ${message}`);
  throw new TypeError(`not deployed after ${String(patience)} commands: ${last.join('\n')}`);
}

/**
 * Why a command did not end with success.
 *
 * @throws TypeError where a code, a reason or a remedy is missing
 */
export function shortfallsOf(run: OrchestratorRun): Shortfall[] {
  const last = run.events().at(-1) as (Shortfall & { readonly type: 'error' }) | RunSummary | undefined;
  const shortfalls: Shortfall[] =
    last?.type === 'error'
      ? [{ ...last, cluster: null }]
      : run
          .summary()
          .clusters.filter(({ outcome }) => outcome !== 'deployed')
          .map(({ name, code, reason, remedy }) => ({
            cluster: name,
            code: code ?? '',
            message: reason ?? '',
            remedy: remedy ?? '',
          }));
  for (const { code, message, remedy } of shortfalls) {
    if (code === '' || message === '' || remedy === '')
      throw new TypeError(`no true reason: ${JSON.stringify({ code, message, remedy })}`);
  }
  return shortfalls;
}

/** Removes every lock that is removable, as a person would after `locks`. */
export async function unlockAll(fleet: FaultFleet): Promise<number> {
  const listed = await fleet.run(['locks']);
  const { locks } = JSON.parse(listed.stdout) as { readonly locks: readonly ListedLock[] };
  let removed = 0;
  for (const { lock } of locks.filter(({ verdict }) => verdict.removable)) {
    const { exitCode, stderr } = await fleet.run(['unlock', lock.cluster]);
    if (exitCode !== 0) throw new TypeError(`unlock ${lock.cluster}: ${stderr}`);
    removed++;
  }
  return removed;
}
