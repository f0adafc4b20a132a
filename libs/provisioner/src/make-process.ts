import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';

/** How long what a target left behind may hold its output open after make has ended by itself. */
const lingerMs = 1_000;
const pollMs = 100;

/** How make ended: of its own (`exitCode`), by a signal, or not started at all. */
export interface MakeEnd {
  readonly exitCode?: number;
  readonly signal?: string;
  readonly startFailure?: NodeJS.ErrnoException;
}

/** A make that is running in its own process group. */
export interface MakeProcess {
  readonly pid: number | undefined;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /**
   * Resolves when make has ended and its output has too.
   *
   * - Make ended by itself: its recipes are over. What they left in the background has a second to end, then gets a
   *   SIGTERM; a second later the output is not waited for any more, whoever holds it open.
   * - Make died of a signal: what it ran goes on without it (Terraform is orphaned and works on), and is waited for as
   *   long as the process group has a member that holds the output open. That may be long; `interrupt` shortens it.
   *
   * @param output resolves when both streams are read to their ends
   */
  ended(output: Promise<unknown>): Promise<MakeEnd>;
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
  const { pid, stdout, stderr } = subprocess;
  const exited = pid === undefined ? undefined : once(subprocess, 'exit');

  const signalGroup = (signal: NodeJS.Signals | 0): boolean => {
    if (pid === undefined) return false;
    try {
      return process.kill(-pid, signal);
    } catch {
      return false;
    }
  };

  return {
    pid,
    stdout,
    stderr,
    interrupt: () => void signalGroup('SIGINT'),
    ended: async (output) => {
      if (!exited) {
        const { cause } = await subprocess;
        return { startFailure: cause as NodeJS.ErrnoException };
      }
      const [exitCode, signal] = (await exited) as [number | null, NodeJS.Signals | null];
      let open = true;
      const closed = output.finally(() => {
        open = false;
      });
      const outputOpen = () => open;
      const waitWhile = async (busy: () => boolean, atMostMs = Infinity) => {
        const giveUpAt = performance.now() + atMostMs;
        while (busy() && performance.now() < giveUpAt) {
          await (outputOpen() ? Promise.race([closed, sleep(pollMs)]) : sleep(pollMs));
        }
      };
      await Promise.race([closed, sleep(pollMs)]);
      if (signal === null) {
        await waitWhile(() => outputOpen() || signalGroup(0), lingerMs);
        if (signalGroup('SIGTERM')) await waitWhile(outputOpen, lingerMs);
      } else {
        await waitWhile(() => outputOpen() && signalGroup(0));
        await waitWhile(outputOpen, lingerMs);
      }
      if (outputOpen()) {
        stdout.destroy();
        stderr.destroy();
      }
      await closed;
      return { ...(exitCode === null ? {} : { exitCode }), ...(signal === null ? {} : { signal }) };
    },
  };
}
