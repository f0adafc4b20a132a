import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { isGroupAlive, signalGroup } from './process-group.js';

/** How long what a target left behind may hold its output open after make has ended by itself. */
const lingerMs = 1_000;
const pollMs = 100;
/** Orphans may work for a quarter of an hour, and looking for them reads the whole process table. */
const orphanPollMs = 500;

/** How make ended: of its own (`exitCode`), by a signal, or not started at all. */
export interface MakeEnd {
  readonly exitCode?: number;
  readonly signal?: string;
  readonly startFailure?: NodeJS.ErrnoException;
  /** Whether a process of the target goes on all the same: it has not ended on a SIGTERM. */
  readonly survivors?: boolean;
}

/** A make that is running in its own process group. */
export interface MakeProcess {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /**
   * Resolves when make has ended, and what it ran has too.
   *
   * - Make ended by itself: its recipes are over. What they left in the background has a second to end, then gets a
   *   SIGTERM; a second later it is not waited for any more, nor is the output, whoever holds it open.
   * - Make died of a signal: what it ran goes on without it (Terraform is orphaned and works on), and is waited for as
   *   long as the process group has a member that runs, without a limit: its directory and its credentials must not
   *   vanish under it, and any further signal could cost its state. `interrupt` shortens it.
   *
   * @param output resolves when both streams are read to their ends
   * @param onOrphans hears once that make is dead and its process group, which it names, is waited for
   */
  ended(output: Promise<unknown>, onOrphans: (notice: string) => void): Promise<MakeEnd>;
  /** SIGINT to the whole group: make does not pass one on, and Terraform saves its state and unlocks on it. */
  interrupt(): void;
}

/** Starts `make TARGET` as a process group of its own, without a shell, a terminal or the parent's environment. */
export function startMake(
  target: string,
  options: { readonly cwd: string; readonly environment: Readonly<Record<string, string>> },
): MakeProcess {
  const subprocess = execa('make', [target], {
    cwd: options.cwd,
    env: options.environment,
    extendEnv: false,
    detached: true,
    cleanup: false,
    stdin: 'ignore',
    buffer: false,
    reject: false,
  });
  const { pid: group, stdout, stderr } = subprocess;
  const exited = group === undefined ? undefined : once(subprocess, 'exit');

  return {
    stdout,
    stderr,
    interrupt: () => {
      if (group !== undefined) signalGroup(group, 'SIGINT');
    },
    ended: async (output, onOrphans) => {
      if (!exited || group === undefined) {
        const { cause } = await subprocess;
        return { startFailure: cause as NodeJS.ErrnoException };
      }
      const [exitCode, signal] = (await exited) as [number | null, NodeJS.Signals | null];
      let open = true;
      const closed = output.finally(() => {
        open = false;
      });
      const outputOpen = () => open;
      const isAlive = () => isGroupAlive(group);
      const linger = async (busy: () => boolean | Promise<boolean>) => {
        const giveUpAt = performance.now() + lingerMs;
        while ((await busy()) && performance.now() < giveUpAt) {
          await (outputOpen() ? Promise.race([closed, sleep(pollMs)]) : sleep(pollMs));
        }
      };
      const workRemains = async () => outputOpen() || (await isAlive());
      await Promise.race([closed, sleep(pollMs)]);
      if (signal === null) {
        await linger(workRemains);
        if (await isAlive()) {
          signalGroup(group, 'SIGTERM');
          await linger(workRemains);
        }
      } else {
        if (await isAlive()) {
          onOrphans(`make died of ${signal}; waiting for what it ran: process group ${String(group)}.`);
        }
        while (await isAlive()) await sleep(orphanPollMs);
        await linger(outputOpen);
      }
      const survivors = await isAlive();
      if (outputOpen()) {
        stdout.destroy();
        stderr.destroy();
      }
      await closed;
      return {
        ...(exitCode === null ? {} : { exitCode }),
        ...(signal === null ? {} : { signal }),
        ...(survivors ? { survivors } : {}),
      };
    },
  };
}
