/** A second request to stop counts as one only when it comes so much later than the first: keys are hit twice. */
const secondRequestMs = 30_000;

/** Asks the processes of one target to stop, each signal once at most. */
export interface StopSignals {
  /** The first time SIGINT; from 30 s after that on, SIGTERM, once. */
  readonly request: () => void;
  /** SIGINT, unless one was sent. */
  readonly interrupt: () => void;
  /** SIGTERM, unless one was sent. */
  readonly terminate: () => void;
  /** Whether the target was asked to stop. */
  readonly asked: boolean;
}

/**
 * Keeps count of the signals that a target gets.
 *
 * Terraform stops gracefully on the first one, SIGINT or SIGTERM: it saves what it has at once, tells its providers to
 * stop, saves again and unlocks. On the second one, of either kind, it quits: what was in flight since the first is in
 * no state. So a second SIGINT is never sent, and a SIGTERM only long after it.
 *
 * @param send signals the process group
 * @param now a monotonic time in milliseconds
 */
export function createStopSignals(
  send: (signal: 'SIGINT' | 'SIGTERM') => void,
  now: () => number = () => performance.now(),
): StopSignals {
  let interruptedAt: number | undefined;
  let terminated = false;
  const interrupt = () => {
    if (interruptedAt !== undefined) return;
    interruptedAt = now();
    send('SIGINT');
  };
  const terminate = () => {
    if (terminated) return;
    terminated = true;
    send('SIGTERM');
  };
  return {
    interrupt,
    terminate,
    request: () => {
      if (interruptedAt === undefined) interrupt();
      else if (now() - interruptedAt >= secondRequestMs) terminate();
    },
    get asked() {
      return interruptedAt !== undefined;
    },
  };
}
