import {
  PlatformError,
  isPlatformError,
  type AccountId,
  type Region,
  type RunId,
} from '@regional-pipeline/platform-model';
import pLimit from 'p-limit';
import { clusterResult, type ClusterResult } from './cluster-result.js';
import { fleetErrors } from './errors.js';
import type { FleetEvent, RunSummary } from './fleet-event.js';

/** A cluster to work on. */
export interface FleetJob {
  readonly name: string;
  readonly accountId: AccountId;
}

/** How a job ended. A failure is a value here: throwing is a defect. */
export type JobOutcome = { readonly logFile?: string } & (
  { readonly outcome: 'deployed' } | { readonly outcome: 'failed'; readonly error: PlatformError }
);

/** What a run needs from the outside. */
export interface FleetPorts<Job extends FleetJob> {
  /** Does a cluster's work. Its failures are outcomes; should it throw all the same, that is this cluster's failure alone. */
  execute(job: Job): Promise<JobOutcome>;
  /** A monotonic clock, in milliseconds. */
  now(): number;
  /** Takes each event, in order. */
  emit(event: FleetEvent): void;
  /** Calls back when the run is asked to stop: nothing more is started from then on. */
  onDrain?(drain: () => void): void;
}

/** What a run works on. */
export interface FleetRun<Job extends FleetJob> {
  readonly run: RunId;
  readonly region: Region;
  readonly jobs: readonly Job[];
  /** Clusters whose result was decided before the run: skipped ones, and ones that cannot be started. */
  readonly settled: readonly ClusterResult[];
  /** How many jobs run at once: a sliding window, the next starts as soon as one ends. */
  readonly concurrency: number;
}

/**
 * Runs every job and collects every result. One cluster's failure, of any kind, is its own: the others go on.
 * Resolves after the last job that was started has ended, and never rejects for a job.
 *
 * Every job and every settled cluster is in the summary exactly once. The jobs start in their given order.
 *
 * @throws RangeError where `concurrency` is not a whole number from 1
 */
export async function runFleet<Job extends FleetJob>(
  fleet: FleetRun<Job>,
  ports: FleetPorts<Job>,
): Promise<RunSummary> {
  const { run, region, jobs } = fleet;
  if (!Number.isInteger(fleet.concurrency) || fleet.concurrency < 1) {
    throw new RangeError(`a concurrency of ${fleet.concurrency}: a whole number from 1 is needed`);
  }
  const startedAt = ports.now();
  const results: ClusterResult[] = [];
  const running = new Set<string>();
  const waiting = new Set(jobs.map(({ name }) => name));
  let drained = false;

  const finish = (result: ClusterResult) => {
    results.push(result);
    ports.emit({ type: 'cluster-finished', run, ...result });
  };

  ports.emit({
    type: 'run-started',
    run,
    region,
    concurrency: fleet.concurrency,
    clusters: jobs.map(({ name }) => name),
  });
  fleet.settled.forEach(finish);
  ports.onDrain?.(() => {
    if (drained) return;
    drained = true;
    ports.emit({ type: 'run-draining', run, running: [...running], notStarted: [...waiting] });
  });

  const work = async (job: Job): Promise<void> => {
    waiting.delete(job.name);
    if (drained) {
      finish(clusterResult(job, 'not-started', 0, verdictOf(drainedBeforeStart(job))));
      return;
    }
    running.add(job.name);
    ports.emit({ type: 'cluster-started', run, name: job.name, accountId: job.accountId });
    const jobStartedAt = ports.now();
    const outcome = await settle(job, ports);
    running.delete(job.name);
    const logFile = outcome.logFile ?? null;
    const verdict = outcome.outcome === 'failed' ? { ...verdictOf(outcome.error), logFile } : { logFile };
    finish(clusterResult(job, outcome.outcome, ports.now() - jobStartedAt, verdict));
  };

  const limit = pLimit(fleet.concurrency);
  await Promise.all(jobs.map((job) => limit(work, job)));

  const summary: RunSummary = {
    type: 'summary',
    run,
    region,
    drained,
    durationMs: Math.round(ports.now() - startedAt),
    clusters: results.sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
  ports.emit(summary);
  return summary;
}

async function settle<Job extends FleetJob>(job: Job, ports: FleetPorts<Job>): Promise<JobOutcome> {
  try {
    return await ports.execute(job);
  } catch (cause) {
    const error = isPlatformError(cause)
      ? cause
      : new PlatformError(fleetErrors.JobCrashed, {
          message: `the job of ${job.name} crashed: ${String(cause)}.`,
          cause,
        });
    return { outcome: 'failed', error };
  }
}

function drainedBeforeStart(job: FleetJob): PlatformError {
  return new PlatformError(fleetErrors.RunDrained, {
    message: `the run was asked to stop before ${job.name} was started.`,
  });
}

/** What a result says of an error. */
export function verdictOf(
  error: PlatformError,
): Pick<ClusterResult, 'code' | 'reason' | 'remedy' | 'retryable'> {
  return { code: error.code, reason: error.message, remedy: error.remedy, retryable: error.retryable };
}
