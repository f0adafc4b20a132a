import type { StopSignals } from './stop-signals.js';

/** How long a target may take, and what it is given to stop. */
export interface TimeLimitOptions {
  /** From the start of make. */
  readonly timeoutMs: number;
  /** Between SIGINT and SIGTERM. */
  readonly stopGraceMs: number;
  /** Between SIGTERM and the end of waiting. */
  readonly giveUpMs: number;
}

/** The time limit of a target that runs. */
export interface TimeLimit {
  /** When the time was over. */
  readonly passedAt: Date | undefined;
  /** Aborted when the target is not waited for any more. */
  readonly givenUp: AbortSignal;
  /** The target is over. */
  end(): void;
}

/** SIGINT when the time is over, SIGTERM when it did not help, and at last no more waiting; never SIGKILL. */
export function startTimeLimit(options: TimeLimitOptions | undefined, signals: StopSignals): TimeLimit {
  const givingUp = new AbortController();
  let passedAt: Date | undefined;
  let timer: NodeJS.Timeout | undefined;
  if (options) {
    const { timeoutMs, stopGraceMs, giveUpMs } = options;
    const after = (milliseconds: number, step: () => void) => {
      timer = setTimeout(step, milliseconds);
    };
    after(timeoutMs, () => {
      passedAt = new Date();
      signals.interrupt();
      after(stopGraceMs, () => {
        signals.terminate();
        after(giveUpMs, () => givingUp.abort());
      });
    });
  }
  return {
    get passedAt() {
      return passedAt;
    },
    givenUp: givingUp.signal,
    end: () => clearTimeout(timer),
  };
}
