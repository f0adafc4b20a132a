import { PlatformError } from '@regional-pipeline/platform-model';
import { provisionerErrors } from './errors.js';
import type { MakeEnd } from './make-process.js';
import type { OutputTail } from './output-tail.js';

/** What is known about a make that ended. */
export interface MakeEnding {
  readonly target: string;
  readonly cluster: string;
  readonly logFile: string;
  readonly end: MakeEnd;
  readonly tail: OutputTail;
  /** Whether the target was asked to stop. */
  readonly interrupted: boolean;
  /** Terraform states that are in the private copy and not in the backend. */
  readonly strandedStates: readonly string[];
}

/** Says why the cluster is not deployed; `undefined` when it is: exit code 0, and no state left behind. */
export function explainMakeFailure(ending: MakeEnding): PlatformError | undefined {
  const { target, cluster, logFile, end, tail, interrupted, strandedStates } = ending;
  const { exitCode, signal, startFailure } = end;
  const context = { target, cluster, logFile, exitCode, signal, strandedStates };
  const errors = provisionerErrors;
  const stranded =
    strandedStates.length === 0
      ? ''
      : ` It left a Terraform state outside the backend: ${strandedStates.join(', ')}.`;
  if (exitCode === 0) {
    if (stranded === '') return undefined;
    return new PlatformError(errors.StateStranded, {
      message: `make ${target} for ${cluster} ended with exit code 0.${stranded}`,
      context,
    });
  }
  if (startFailure) {
    const missing = startFailure.code === 'ENOENT';
    return new PlatformError(missing ? errors.MakeMissing : errors.MakeNotStarted, {
      message: `could not start make ${target} for ${cluster} (${startFailure.message}).`,
      context,
      cause: startFailure,
    });
  }
  if (interrupted || signal !== undefined) {
    const why = interrupted ? 'was asked to stop' : `died of ${String(signal)}`;
    return new PlatformError(errors.MakeInterrupted, {
      message: `make ${target} for ${cluster} ${why} before it was done. Its log is ${logFile}.${stranded}`,
      context,
    });
  }
  if (tail.hasError(noRuleFor(target))) {
    return new PlatformError(errors.MakeTargetMissing, {
      message: `the repository has no make target ${target}, which ${cluster} is provisioned with.`,
      remedy: `Add a target ${target} to the Makefile in the root of the repository.`,
      context,
    });
  }
  const lines = tail.meaningfulLines();
  return new PlatformError(errors.MakeFailed, {
    message:
      `make ${target} for ${cluster} ended with exit code ${String(exitCode)}.${quote(lines)}` +
      `Its log is ${logFile}.${stranded}`,
    context: { ...context, lastLines: lines },
  });
}

/** What the target said, without Terraform's frame, a line each. */
function quote(lines: readonly string[]): string {
  const said = lines.map((line) => line.replace(/^[\s╷│|╵]+/, '')).filter((line) => line !== '');
  return said.length === 0 ? ' ' : `\n${said.map((line) => `  > ${line}\n`).join('')}`;
}

/** GNU make's own words; 3.81, which macOS has, opens the quotes with a backtick. */
function noRuleFor(target: string): RegExp {
  const escaped = target.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`^make: \\*\\*\\* No rule to make target ['\`]${escaped}'\\.`);
}
