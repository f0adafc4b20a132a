import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { PlatformError, reasonOf } from '@regional-pipeline/platform-model';
import { provisionerErrors } from './errors.js';

/** Where a target writes, and where this program reads it. */
export interface OutputRelay {
  /** What the target gets as its own outputs. */
  readonly targetOutputs: readonly [stdout: Writable, stderr: Writable];
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Lets go of the target's ends, once the target has them: the relay ends with the last process that holds them. */
  release(): void;
  /** Reads no more: what the target prints from now on is thrown away. */
  giveUp(): void;
}

/** Passes both streams on; when nobody reads any more, goes on taking what comes. */
const script = `trap '' HUP INT PIPE TERM
{ cat; exec cat > /dev/null; } <&3 >&4 3<&- 4>&- &
exec 3<&- 4>&-
cat
cat > /dev/null
wait`;

/**
 * Puts a process of its own, in a session of its own, between a target and this program. Without it the death of this
 * program breaks the pipe that the target prints to, and the next line that Terraform prints, that it was interrupted,
 * kills it with SIGPIPE: no state is saved and the lock stays.
 *
 * @throws PlatformError `MakeNotStarted`
 */
export async function openOutputRelay(): Promise<OutputRelay> {
  const relay = spawn('/bin/sh', ['-c', script], {
    detached: true,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'pipe', 'ignore', 'pipe', 'pipe'],
  });
  try {
    await once(relay, 'spawn');
  } catch (cause) {
    throw new PlatformError(provisionerErrors.MakeNotStarted, {
      message: `could not start the process that takes a target's output (${reasonOf(cause)}).`,
      cause,
    });
  }
  relay.unref();
  const [stdin, stdout, , errorInput, stderr] = relay.stdio as unknown as [
    Writable,
    Readable,
    null,
    Writable,
    Readable,
  ];
  return {
    targetOutputs: [stdin, errorInput],
    stdout,
    stderr,
    release: () => {
      stdin.destroy();
      errorInput.destroy();
    },
    giveUp: () => {
      stdout.destroy();
      stderr.destroy();
    },
  };
}
