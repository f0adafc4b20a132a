import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PlatformError, reasonOf } from '@regional-pipeline/platform-model';
import { provisionerErrors } from './errors.js';

/** Stops the process groups of a program that died. */
export interface Guard {
  /** To be called right after the group's first process was started. */
  watch(group: number): WatchedGroup;
}

/** A process group that is stopped when this program dies. */
export interface WatchedGroup {
  /**
   * The group was, or is about to be, asked to stop: from now on it is only waited for, since a second signal makes
   * Terraform quit without saving.
   */
  stopping(): void;
  /** The group is over, or not to be touched any more: its id may be another's by now. */
  release(): void;
}

/** A guard process at work. */
export interface RunningGuard extends Guard {
  /** Lets the guard end, which it does at once when no group is watched. */
  close(): void;
}

/**
 * Starts the guard of a run: a small process, in a session of its own so that no signal to this program's group or
 * terminal reaches it, that holds the other end of a pipe. However this program ends, the pipe closes, and the guard
 * does what `runGuard` says. It does not keep this program from ending.
 *
 * @param command runs `runGuard(process.stdin)`; without arguments that are secret
 * @param onLost hears that the guard has ended while it was needed; what runs goes on unguarded
 * @throws PlatformError `GuardNotStarted`
 */
export async function startGuard(
  command: readonly string[],
  onLost: (reason: string) => void = () => undefined,
): Promise<RunningGuard> {
  const [file = '', ...args] = command;
  const child = spawn(file, args, {
    detached: true,
    // Not the directory of a run, which may be removed; nor its output, whose reader waits for its end.
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: process.env['PATH'] },
  });
  try {
    await once(child, 'spawn');
  } catch (cause) {
    throw new PlatformError(provisionerErrors.GuardNotStarted, {
      message: `could not start the guard process ${command.join(' ')} (${reasonOf(cause)}).`,
      context: { command },
      cause,
    });
  }
  let closed = false;
  const lost = (reason: string) => {
    if (!closed) onLost(reason);
    closed = true;
  };
  child.once('exit', (code, signal) =>
    lost(`the guard process ${String(child.pid)} ended (${signal ?? `exit code ${String(code)}`}).`),
  );
  child.stdin.on('error', (error) => lost(`the guard process ${String(child.pid)}: ${error.message}.`));
  child.unref();
  // A pipe of a child process is a socket, which can be left out of what keeps the program running.
  (child.stdin as typeof child.stdin & { unref?: () => void }).unref?.();

  const tell = (line: string) => {
    // A pipe with room takes it before this returns: nothing is lost by a SIGKILL right after.
    if (!closed) child.stdin.write(`${line}\n`);
  };
  return {
    watch: (group) => {
      tell(`+${String(group)}`);
      return { stopping: () => tell(`!${String(group)}`), release: () => tell(`-${String(group)}`) };
    },
    close: () => {
      closed = true;
      child.stdin.end();
    },
  };
}
