/** How often and for how long a cluster is tried again after a failure that a retry may mend. */
export interface RetryPolicy {
  /** The last attempt begins within this time after the cluster's first failure, in milliseconds. */
  readonly budgetMs: number;
  /** The most that is waited before the second attempt, in milliseconds; it doubles with each further one. */
  readonly baseMs: number;
  /** The most that is ever waited, in milliseconds. */
  readonly capMs: number;
}

/**
 * How long to wait after the failed attempt `attempt`, counted from 1: exponential backoff with full jitter, so that
 * clusters which failed together do not come back together.
 *
 * Source: "Exponential Backoff And Jitter" of the AWS Architecture Blog, where full jitter makes the fewest calls.
 */
export function backoffMs(
  { baseMs, capMs }: Pick<RetryPolicy, 'baseMs' | 'capMs'>,
  attempt: number,
  random: () => number,
): number {
  return random() * Math.min(capMs, baseMs * 2 ** Math.min(attempt - 1, 1000));
}
