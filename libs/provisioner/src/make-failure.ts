import { PlatformError } from '@regional-pipeline/platform-model';
import { explainExit } from './exit-failure.js';
import { provisionerErrors } from './errors.js';
import type { MakeEnd } from './make-process.js';
import type { OutputTail } from './output-tail.js';
import type { LockReport } from './state-lock.js';
import type { StateWhereabouts } from './state-whereabouts.js';

/** What is known about a make that ended. */
export interface MakeEnding {
  readonly target: string;
  readonly cluster: string;
  readonly logFile: string;
  readonly end: MakeEnd;
  /** The id of its process group, where it was started. */
  readonly group?: number | undefined;
  readonly tail: OutputTail;
  /** Whether the target was asked to stop. */
  readonly interrupted: boolean;
  /** When its time limit passed, where it did. */
  readonly timedOutAt?: Date | undefined;
  /** How the cluster's state fared. */
  readonly state: StateWhereabouts;
  /** What Terraform said last of the state's lock. */
  readonly lock: (LockReport & { readonly own: boolean }) | undefined;
}

/**
 * Says why the cluster is not deployed; `undefined` when it is: exit code 0, no state left behind, and one
 * configuration at most that used the cluster's state.
 *
 * What became of the state comes first, since it decides what may be done with the cluster; then that the target was
 * stopped; then why it failed.
 */
export function explainMakeFailure(ending: MakeEnding): PlatformError | undefined {
  const { target, cluster, logFile, end, group, interrupted, timedOutAt, state } = ending;
  const { exitCode, signal, startFailure, survivors = false } = end;
  const errors = provisionerErrors;
  const subject = `make ${target} for ${cluster}`;
  const how = describeEnd(ending);
  const log = `Its log is ${logFile}.${state.notice}`;
  const context = {
    target,
    cluster,
    logFile,
    exitCode,
    signal,
    interrupted,
    survivors,
    strandedStates: state.stranded.map(({ file }) => file),
    ...(ending.lock ? { lockId: ending.lock.lock?.id, ownLock: ending.lock.own } : {}),
  };
  if (state.configurations.length > 1) {
    return new PlatformError(errors.StateShared, {
      message:
        `${subject} ran Terraform in ${String(state.configurations.length)} directories with the one ` +
        `state of the cluster: ${state.configurations.join(', ')}. Each apply destroys what another one has made. ` +
        `It ${how}. ${log}`,
      context: { ...context, directories: state.configurations },
    });
  }
  if (exitCode === 0) {
    if (!state.unsaved) return undefined;
    return new PlatformError(errors.StateStranded, { message: `${subject} ${how}.${state.notice}`, context });
  }
  if (startFailure) {
    const missing = startFailure.code === 'ENOENT';
    return new PlatformError(missing ? errors.MakeMissing : errors.MakeNotStarted, {
      message: `could not start ${subject} (${startFailure.message}).`,
      context,
      cause: startFailure,
    });
  }
  if (timedOutAt && survivors) {
    return new PlatformError(errors.MakeTimedOut, {
      message:
        `${subject} ${how}, and has not ended on SIGINT and SIGTERM: its process group ${String(group)} still ` +
        `works since ${timedOutAt.toISOString()}, when it was first asked, and is not waited for any more. ${log}`,
      remedy:
        `Look what process group ${String(group)} waits for (pgrep -a -g ${String(group)}); ` +
        `wait for its end, or end it by hand where it is no Terraform. Until then no other run may work on ${cluster}.`,
      context: { ...context, processGroup: group, askedAt: timedOutAt.toISOString() },
    });
  }
  if (state.unsaved) {
    return new PlatformError(errors.StateNotSaved, { message: `${subject} ${how}. ${log}`, context });
  }
  if (timedOutAt) {
    return new PlatformError(errors.MakeTimedOut, { message: `${subject} ${how}. ${log}`, context });
  }
  if (interrupted || signal !== undefined) {
    return new PlatformError(errors.MakeInterrupted, {
      message: `${subject} ${how} before it was done. ${log}`,
      context,
    });
  }
  return explainExit(ending, { subject, how, log, context });
}

function describeEnd({ end, interrupted, timedOutAt }: MakeEnding): string {
  const { exitCode, signal } = end;
  if (exitCode === 0) return 'ended with exit code 0';
  if (timedOutAt) return 'took longer than its time limit';
  if (interrupted) return 'was asked to stop';
  return signal === undefined ? `ended with exit code ${String(exitCode)}` : `died of ${signal}`;
}
