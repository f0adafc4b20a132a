import { reasonOf } from '@regional-pipeline/platform-model';
import type { FleetJob, FleetPorts, WaveHealth } from './fleet-run.js';
import { waveGateClosed, type NotStarted } from './not-started.js';
import type { Wave } from './order-jobs.js';
import type { RunProgress } from './run-progress.js';

/**
 * Decides whether `after` may start once `before` is over: no more clusters are missing than may fail, it was left
 * alone for the bake time, and its check says that it is healthy. Clusters of `after` for which the deadline leaves no
 * time after the bake are given up before it, and where none remains nothing is waited for.
 *
 * @returns why nothing of `after` and of later waves is started; undefined where the gate is open, or the run was asked
 * to stop meanwhile
 */
export async function passGate<Job extends FleetJob>(
  before: Wave<Job>,
  after: Wave<Job>,
  progress: RunProgress<Job>,
): Promise<NotStarted | undefined> {
  const { fleet, counts } = progress;
  const missing = counts.failed + counts['not-started'];
  const allowed = fleet.maxFailures ?? 0;
  if (missing > allowed)
    return close(`clusters not deployed up to wave ${before.wave}: ${missing}, of at most ${allowed}`);

  const { bakeMs = 0 } = fleet;
  if (!giveUpWhatIsTooLate(after, progress.ports.now() + bakeMs, progress)) return undefined;
  if (bakeMs > 0) {
    progress.emit({ type: 'wave-baking', wave: before.wave, bakeMs });
    await pause(bakeMs, progress);
    if (progress.drained) return undefined;
  }
  const health = await check(before.wave, progress.ports);
  return health.healthy ? undefined : close(`wave ${before.wave} is not healthy (${health.reason})`);

  function close(reason: string): NotStarted {
    progress.emit({ type: 'wave-gate-closed', wave: before.wave, reason });
    return waveGateClosed(reason);
  }
}

/** @returns whether any job remains */
function giveUpWhatIsTooLate<Job extends FleetJob>(
  { jobs }: Wave<Job>,
  beginsAt: number,
  progress: RunProgress<Job>,
): boolean {
  for (const job of jobs) {
    const late = progress.tooLate(job, beginsAt);
    if (late) progress.giveUp(job, late);
  }
  return jobs.some((job) => progress.pending.has(job));
}

/** Waits, but no longer than until the run is asked to stop. */
function pause<Job extends FleetJob>(delayMs: number, progress: RunProgress<Job>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = progress.ports.after(delayMs, resolve);
    progress.onDrain = () => {
      cancel();
      resolve();
    };
  });
}

async function check<Job extends FleetJob>(wave: number, ports: FleetPorts<Job>): Promise<WaveHealth> {
  try {
    return (await ports.checkWave?.(wave)) ?? { healthy: true };
  } catch (error) {
    return { healthy: false, reason: `its check did not work: ${reasonOf(error)}` };
  }
}
