import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterResult } from '@regional-pipeline/fleet';
import type { OrchestratorRun } from '../run-orchestrator.js';
import type { FaultFleet } from './fault-fleet.js';

/** What it took until every cluster was deployed. */
export interface Recovery {
  /** Commands that worked on the fleet: `resume`, or `deploy` where there was nothing to resume. */
  readonly runs: number;
  /** Codes with which a command or a cluster was refused or failed meanwhile, in their order. */
  readonly reasons: readonly string[];
  /** Locks that `locks` called removable and `unlock` removed. */
  readonly unlocked: number;
  /** From the first command to the last's end, in milliseconds. */
  readonly durationMs: number;
}

/** What a person is told by a command that does not get to its work. */
interface Refusal {
  readonly type: 'error';
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

interface ListedLock {
  readonly lock: { readonly cluster: string };
  readonly verdict: { readonly removable: boolean; readonly reason: string };
}

/** So many commands are enough, or a person would lose patience. */
const patience = 40;

/**
 * Does what the orchestrator itself says, until all is deployed: `resume` again and again; `deploy` where there was no
 * run yet; `unlock` where a cluster's state is locked and the lock's maker is provably over.
 *
 * @throws TypeError where something has no reason, or it does not get done
 */
export async function resumeUntilDeployed(
  fleet: FaultFleet,
  environment: Readonly<Record<string, string>> = {},
): Promise<Recovery> {
  const startedAt = performance.now();
  const reasons: string[] = [];
  let unlocked = 0;
  let command = ['resume'];
  for (let runs = 1; runs <= patience; runs++) {
    const run = await fleet.run(command, environment);
    if (run.exitCode === 0) return { runs, reasons, unlocked, durationMs: performance.now() - startedAt };
    const codes = codesOf(run);
    reasons.push(...codes);
    command = codes.includes('NoRuns') ? ['deploy'] : ['resume'];
    if (codes.includes('StateLocked')) unlocked += await unlockAll(fleet);
    // A person who is told to wait does not come back at once.
    if (codes.some((code) => code === 'RunStillHeld' || code === 'ClusterOwned')) await sleep(500);
  }
  throw new TypeError(`not deployed after ${String(patience)} commands: ${reasons.join(', ')}`);
}

/** Why a command did not end with success, by every code that it names. */
export function codesOf(run: OrchestratorRun): string[] {
  const last = run.events().at(-1) as Refusal | { readonly type: 'summary' } | undefined;
  if (last?.type === 'error') return [requireReason(last)];
  const missing = run.summary().clusters.filter(({ outcome }) => outcome !== 'deployed');
  return missing.map(({ code, reason, remedy }: ClusterResult) =>
    requireReason({ code: code ?? '', message: reason ?? '', remedy: remedy ?? '' }),
  );
}

function requireReason({ code, message, remedy }: Omit<Refusal, 'type'>): string {
  if (code === '' || message === '' || remedy === '') {
    throw new TypeError(`no true reason: ${JSON.stringify({ code, message, remedy })}`);
  }
  return code;
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
