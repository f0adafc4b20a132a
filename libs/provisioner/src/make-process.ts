import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import type { OutputRelay } from './output-relay.js';
import { isGroupAlive, signalGroup } from './process-group.js';

/** How long what a target left behind may hold its output open after make has ended by itself. */
const lingerMs = 1_000;
const pollMs = 100;
/** Orphans may work for a quarter of an hour, and looking for them reads the whole process table. */
const orphanPollMs = 500;

/** How make ended: of its own (`exitCode`), by a signal, or not started at all; none of them where it goes on. */
export interface MakeEnd {
  readonly exitCode?: number;
  readonly signal?: string;
  readonly startFailure?: NodeJS.ErrnoException;
  /** Whether a process of the target goes on all the same: it has not ended on a SIGTERM. */
  readonly survivors?: boolean;
}

/** What `ended` waits with. */
export interface MakeWait {
  /** Resolves when both streams are read to their ends. */
  readonly output: Promise<unknown>;
  /** Hears once that make is dead and its process group, which it names, is waited for. */
  readonly onOrphans: (notice: string) => void;
  /** Ends the waiting, whatever goes on. */
  readonly givenUp: AbortSignal;
}

/** A make that is running in its own process group. */
export interface MakeProcess {
  /** The id of the group, which is make's own; undefined where it was not started. */
  readonly group: number | undefined;
  /**
   * Resolves when make has ended, and what it ran has too.
   *
   * - Make ended by itself: its recipes are over. What they left in the background has a second to end, then gets a
   *   SIGTERM; a second later it is not waited for any more, nor is the output, whoever holds it open.
   * - Make died of a signal: what it ran goes on without it (Terraform is orphaned and works on), and is waited for as
   *   long as the process group has a member that runs, without a limit but `givenUp`: its directory and its
   *   credentials must not vanish under it, and any further signal could cost its state.
   */
  ended(wait: MakeWait): Promise<MakeEnd>;
  /** Signals the whole group: make does not pass a signal on, and Terraform saves its state and unlocks on it. */
  signal(signal: 'SIGINT' | 'SIGTERM'): void;
}

/**
 * Starts `make TARGET` as a process group of its own, without a shell, a terminal or the parent's environment, with the
 * relay's ends as its outputs.
 */
export function startMake(
  target: string,
  options: {
    readonly cwd: string;
    readonly environment: Readonly<Record<string, string>>;
    readonly relay: OutputRelay;
  },
): MakeProcess {
  const { relay } = options;
  const subprocess = execa('make', [target], {
    cwd: options.cwd,
    env: options.environment,
    extendEnv: false,
    detached: true,
    cleanup: false,
    stdin: 'ignore',
    stdout: relay.targetOutputs[0],
    stderr: relay.targetOutputs[1],
    buffer: false,
    reject: false,
  });
  relay.release();
  const { pid: group } = subprocess;
  const exited = group === undefined ? undefined : once(subprocess, 'exit');

  return {
    group,
    signal: (signal) => {
      if (group !== undefined) signalGroup(group, signal);
    },
    ended: async ({ output, onOrphans, givenUp }) => {
      if (!exited || group === undefined) {
        const { cause } = await subprocess;
        return { startFailure: cause as NodeJS.ErrnoException };
      }
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
      const finish = async (end: Pick<MakeEnd, 'exitCode' | 'signal'>): Promise<MakeEnd> => {
        const survivors = await isAlive();
        if (outputOpen()) relay.giveUp();
        await closed;
        return { ...end, ...(survivors ? { survivors } : {}) };
      };

      const exit = await Promise.race([exited, aborted(givenUp)]);
      if (exit === 'aborted') {
        // What goes on must not hold up the end of this program.
        subprocess.unref();
        return finish({});
      }
      const [exitCode, signal] = exit as [number | null, NodeJS.Signals | null];
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
        while (!givenUp.aborted && (await isAlive())) await sleep(orphanPollMs);
        await linger(outputOpen);
      }
      return finish({ ...(exitCode === null ? {} : { exitCode }), ...(signal === null ? {} : { signal }) });
    },
  };
}

function aborted(signal: AbortSignal): Promise<'aborted'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('aborted');
    else signal.addEventListener('abort', () => resolve('aborted'), { once: true });
  });
}
