import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than anything takes that is waited for, in milliseconds. */
const patienceMs = 90_000;

/**
 * Waits until something is so.
 *
 * @throws TypeError where it never is
 */
export async function until(condition: () => boolean): Promise<void> {
  const lateAt = performance.now() + patienceMs;
  while (!condition()) {
    if (performance.now() > lateAt)
      throw new TypeError(`not so in ${patienceMs / 1000} s: ${String(condition)}`);
    await sleep(50);
  }
}
