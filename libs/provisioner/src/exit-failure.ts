import { PlatformError } from '@regional-pipeline/platform-model';
import { provisionerErrors } from './errors.js';
import type { MakeEnding } from './make-failure.js';
import { withoutFrame } from './output-tail.js';
import { describeLock } from './state-lock.js';
import { explainTransientFailure } from './transient-failure.js';

/** The parts of a message that all failures of a target have. */
export interface FailureParts {
  /** `make pipeline-provision-management for blue` */
  readonly subject: string;
  /** `ended with exit code 2` */
  readonly how: string;
  /** Where the log is. */
  readonly log: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** Says why a target failed by itself, from what it printed last. */
export function explainExit({ target, cluster, tail, lock }: MakeEnding, parts: FailureParts): PlatformError {
  const { subject, how, log } = parts;
  const errors = provisionerErrors;
  if (tail.hasError(noRuleFor(target))) {
    return new PlatformError(errors.MakeTargetMissing, {
      message: `the repository has no make target ${target}, which ${cluster} is provisioned with.`,
      remedy: `Add a target ${target} to the Makefile in the root of the repository.`,
      context: parts.context,
    });
  }
  const lines = tail.meaningfulLines();
  const context = { ...parts.context, lastLines: lines };
  const said = `${subject} ${how}.${quote(lines)}${log}`;
  const held = lock?.lock ? ` (${describeLock(lock.lock)})` : '';
  if (lock?.own && tail.errorBlocks().length === 1) {
    return new PlatformError(errors.StateLockLeft, {
      message: `${subject} left the lock of its own Terraform on the state${held}. ${log}`,
      context,
    });
  }
  const transient = explainTransientFailure(tail);
  if (transient) {
    const kind = transient === 'throttled' ? errors.AwsThrottled : errors.StateBackendUnavailable;
    return new PlatformError(kind, { message: said, context });
  }
  if (lock?.event === 'refused') {
    return new PlatformError(errors.StateLocked, {
      message: `${subject} found its Terraform state locked${held}. ${log}`,
      remedy:
        'See `orchestrator locks` for who holds it. Where that is a run which is provably over, use ' +
        `\`orchestrator unlock ${cluster}\`; where a person holds it, that person can use ` +
        `terraform force-unlock ${lock.lock?.id ?? 'with the ID of the lock'}.`,
      context,
    });
  }
  return new PlatformError(errors.MakeFailed, { message: said, context });
}

/** What the target said, without Terraform's frame, a line each. */
function quote(lines: readonly string[]): string {
  const said = lines.map(withoutFrame).filter((line) => line !== '');
  return said.length === 0 ? ' ' : `\n${said.map((line) => `  > ${line}\n`).join('')}`;
}

/** GNU make's own words; 3.81, which macOS has, opens the quotes with a backtick. */
function noRuleFor(target: string): RegExp {
  const escaped = target.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`^make: \\*\\*\\* No rule to make target ['\`]${escaped}'\\.`);
}
