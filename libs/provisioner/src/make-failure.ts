import { PlatformError, reasonOf } from '@regional-pipeline/platform-model';
import { provisionerErrors } from './errors.js';
import type { MakeEnd } from './make-process.js';
import type { OutputTail } from './output-tail.js';
import { explainStateLock } from './state-lock.js';
import type { TerraformStates } from './terraform-states.js';

/** What is known about a make that ended. */
export interface MakeEnding {
  readonly target: string;
  readonly cluster: string;
  readonly logFile: string;
  readonly end: MakeEnd;
  readonly tail: OutputTail;
  /** Whether the target was asked to stop. */
  readonly interrupted: boolean;
  /** What Terraform left in the private copy; what went wrong with the search where nobody knows. */
  readonly states: TerraformStates | { readonly unknown: unknown };
}

/**
 * Says why the cluster is not deployed; `undefined` when it is: exit code 0, no state left behind, and one
 * configuration at most that used the cluster's state.
 */
export function explainMakeFailure(ending: MakeEnding): PlatformError | undefined {
  const { target, cluster, logFile, end, tail, interrupted, states } = ending;
  const { exitCode, signal, startFailure } = end;
  const { stranded = [], configurations = [] } = 'unknown' in states ? {} : states;
  const context = { target, cluster, logFile, exitCode, signal, strandedStates: stranded };
  const errors = provisionerErrors;
  const left = tellStranded(states);
  if (configurations.length > 1) {
    const how = signal === undefined ? `ended with exit code ${String(exitCode)}` : `died of ${signal}`;
    return new PlatformError(errors.StateShared, {
      message:
        `make ${target} for ${cluster} ran Terraform in ${String(configurations.length)} directories with the one ` +
        `state of the cluster: ${configurations.join(', ')}. Each apply destroys what another one has made. ` +
        `It ${how}; its log is ${logFile}.${left}`,
      context: { ...context, directories: configurations },
    });
  }
  if (exitCode === 0) {
    if (left === '') return undefined;
    return new PlatformError(errors.StateStranded, {
      message: `make ${target} for ${cluster} ended with exit code 0.${left}`,
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
      message: `make ${target} for ${cluster} ${why} before it was done. Its log is ${logFile}.${left}`,
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
  const lock = explainStateLock(lines);
  if (lock) {
    return new PlatformError(errors.StateLocked, {
      message: `make ${target} for ${cluster} found its Terraform state locked${lock.holder}. Its log is ${logFile}.${left}`,
      remedy:
        `Make sure that no other run works on ${cluster}; then run terraform force-unlock ` +
        `${lock.id ?? 'with the ID of the lock'} in the initialised configuration, and run again.`,
      context: { ...context, lockId: lock.id, lastLines: lines },
    });
  }
  return new PlatformError(errors.MakeFailed, {
    message:
      `make ${target} for ${cluster} ended with exit code ${String(exitCode)}.${quote(lines)}` +
      `Its log is ${logFile}.${left}`,
    context: { ...context, lastLines: lines },
  });
}

function tellStranded(states: MakeEnding['states']): string {
  if ('unknown' in states) {
    return ` Whether it left a Terraform state outside the backend is not known: the private copy could not be searched (${reasonOf(states.unknown)}).`;
  }
  if (states.stranded.length === 0) return '';
  return ` It left a Terraform state outside the backend: ${states.stranded.join(', ')}.`;
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
