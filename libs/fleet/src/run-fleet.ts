import type { RunFinished } from './fleet-event.js';
import type { FleetJob, FleetPorts, FleetRun } from './fleet-run.js';
import type { NotStarted } from './not-started.js';
import { orderJobs } from './order-jobs.js';
import { RunProgress } from './run-progress.js';
import { passGate } from './wave-gate.js';
import { WaveWindow } from './wave-window.js';

/**
 * Runs every job and tells every result. One cluster's failure, of any kind, is its own: the others go on, within the
 * limits that the run is given. Resolves after the last attempt that was begun has ended, and never rejects for a job.
 *
 * Every job and every settled cluster has exactly one `cluster-finished` event; nothing of a finished cluster is kept
 * but the counts. Where several reasons keep a cluster from starting, the first of these is told: the run was asked to
 * stop, too many failures, the gate of its wave, the deadline.
 *
 * @throws RangeError where a limit is no such number
 */
export async function runFleet<Job extends FleetJob>(
  fleet: FleetRun<Job>,
  ports: FleetPorts<Job>,
): Promise<RunFinished> {
  validateLimits(fleet);
  const { run, region } = fleet;
  const startedAt = ports.now();
  const progress = new RunProgress(fleet, ports);
  const clusters = fleet.jobs.map(({ name }) => name);
  progress.emit({ type: 'run-started', region, concurrency: fleet.concurrency, clusters });
  fleet.settled.forEach((result) => progress.finish(result));
  ports.onDrain?.(() => progress.drain());
  const forgetDeadline = watchDeadline(progress);
  try {
    await runWaves(progress);
  } finally {
    forgetDeadline();
  }
  const finished: RunFinished = {
    type: 'run-finished',
    run,
    region,
    drained: progress.drained,
    durationMs: Math.round(ports.now() - startedAt),
    counts: progress.counts,
  };
  ports.emit(finished);
  return finished;
}

async function runWaves<Job extends FleetJob>(progress: RunProgress<Job>): Promise<void> {
  const waves = orderJobs(progress.fleet.jobs);
  let closed: NotStarted | undefined;
  for (const [index, wave] of waves.entries()) {
    const before = waves[index - 1];
    if (before && !closed && !progress.whyStopped()) closed = await passGate(before, wave, progress);
    const why = progress.whyStopped() ?? closed;
    if (why) {
      wave.jobs.forEach((job) => progress.giveUp(job, why));
      continue;
    }
    const jobs = wave.jobs.filter((job) => progress.pending.has(job));
    if (jobs.length === 0) continue;
    progress.emit({ type: 'wave-started', wave: wave.wave, clusters: jobs.length });
    await new WaveWindow(jobs, progress).run();
  }
}

function watchDeadline<Job extends FleetJob>(progress: RunProgress<Job>): () => void {
  const { fleet, ports } = progress;
  if (!fleet.deadline) return () => undefined;
  return ports.after(Math.max(0, fleet.deadline.at - ports.now()), () => {
    if (progress.running.size === 0) return;
    progress.emit({ type: 'deadline-reached', running: [...progress.running] });
    ports.interrupt?.();
  });
}

function validateLimits<Job extends FleetJob>({
  concurrency,
  maxFailures = 0,
  bakeMs = 0,
  deadline = { at: 0, assumedMs: 0 },
  retry = { budgetMs: 0, baseMs: 0, capMs: 0 },
}: FleetRun<Job>): void {
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new RangeError(`a concurrency of ${concurrency}: a whole number from 1 is needed`);
  if (!Number.isInteger(maxFailures) || maxFailures < 0)
    throw new RangeError(`maxFailures of ${maxFailures}: a whole number from 0 is needed`);
  if (Number.isNaN(deadline.at)) throw new RangeError('a deadline that is no number');
  for (const [name, value] of Object.entries({ bakeMs, assumedMs: deadline.assumedMs, ...retry })) {
    if (!(value >= 0)) throw new RangeError(`${name} of ${value}: a number of milliseconds from 0 is needed`);
  }
}
