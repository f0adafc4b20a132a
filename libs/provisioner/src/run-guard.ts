import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { isGroupAlive, leaderStart, signalGroup } from './process-group.js';

/** How long the guard waits, and how often it looks. */
export interface GuardTimes {
  /** Between SIGINT and SIGTERM: 15 minutes. */
  readonly stopGraceMs?: number;
  /** Between SIGTERM and the guard's own end: one minute. */
  readonly giveUpMs?: number;
  readonly pollMs?: number;
}

/** What the guard knows of a process group. */
interface Watched {
  /** Of the group's leader, when it was registered. */
  readonly start: string | undefined;
  asked: boolean;
}

const ownSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The guard process of a run: reads which process groups work (`+PGID`), were asked to stop (`!PGID`) and are over
 * (`-PGID`), a line each. When the input ends, because its writer closed it or died, each group that still works gets
 * one SIGINT, unless it was asked to stop already: Terraform saves its state and unlocks. It is waited for; after a
 * quarter of an hour it gets a SIGTERM, and a minute later the guard ends. Nothing ever gets a SIGKILL, nor a second
 * SIGINT.
 *
 * Signals to the guard itself are ignored: what stops a service sends them to all its processes, and the program that
 * is guarded still drains then.
 *
 * A group is not taken for the one that was registered when its leader started at another time (Linux): the id may
 * have been used again.
 */
export async function runGuard(
  input: Readable,
  { stopGraceMs = 15 * 60_000, giveUpMs = 60_000, pollMs = 500 }: GuardTimes = {},
): Promise<void> {
  const groups = new Map<number, Watched>();
  const ignore = () => undefined;
  for (const signal of ownSignals) process.on(signal, ignore);
  try {
    for await (const line of createInterface({ input })) record(groups, line);
    const living = async () => {
      for (const [group, { start }] of groups) {
        if (!isSame(group, start) || !(await isGroupAlive(group))) groups.delete(group);
      }
      return groups.size > 0;
    };
    const waitUntil = async (time: number) => {
      while ((await living()) && performance.now() < time) await sleep(pollMs);
    };
    if (!(await living())) return;
    for (const [group, watched] of groups) if (!watched.asked) signalGroup(group, 'SIGINT');
    await waitUntil(performance.now() + stopGraceMs);
    for (const group of groups.keys()) signalGroup(group, 'SIGTERM');
    await waitUntil(performance.now() + giveUpMs);
  } finally {
    for (const signal of ownSignals) process.off(signal, ignore);
  }
}

function record(groups: Map<number, Watched>, line: string): void {
  const group = Number(/^[+!-](\d+)$/.exec(line)?.[1]);
  // Never 0 or 1: to signal those would reach the guard itself, or every process.
  if (!(group > 1)) return;
  if (line.startsWith('+')) groups.set(group, { start: leaderStart(group), asked: false });
  const watched = groups.get(group);
  if (line.startsWith('!') && watched) watched.asked = true;
  if (line.startsWith('-')) groups.delete(group);
}

/** A leader that is gone leaves its id to its group as long as the group has a member. */
function isSame(group: number, start: string | undefined): boolean {
  const now = leaderStart(group);
  return now === undefined || now === start;
}
