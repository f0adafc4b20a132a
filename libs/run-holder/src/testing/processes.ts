import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { RunHolder } from '@regional-pipeline/platform-model';
import { findProcess } from '../process-table.js';
import { thisHolder } from '../this-holder.js';

/** A holder that is a process of its own, which waits until it is ended. */
export interface ChildHolder {
  readonly holder: RunHolder;
  readonly process: ChildProcess;
  /** Kills it, and waits for its end. */
  end(): Promise<void>;
}

/** Starts a process that does nothing, as the holder of a run. */
export async function startHolder(): Promise<ChildHolder> {
  const child = startWaiting({});
  const { pid = 0 } = child;
  const live = await findProcess(pid);
  const holder = { ...(await thisHolder({})), pid, processStart: live?.start ?? null };
  return { holder, process: child, end: () => endProcess(child) };
}

/** Starts a process that waits, with this environment. */
export function startWaiting(environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn('sleep', ['600'], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: 'ignore',
  });
}

/** Kills a process, and waits for its end. */
export async function endProcess(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
