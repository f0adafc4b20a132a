import type { AccountId, PlatformError, Region, RunId } from '@regional-pipeline/platform-model';
import type { RetryPolicy } from './backoff.js';
import type { ClusterResult } from './cluster-result.js';
import type { FleetEvent } from './fleet-event.js';

/** A cluster to work on. */
export interface FleetJob {
  readonly name: string;
  readonly accountId: AccountId;
  /** Lower waves are over before higher ones begin; 0 where it is left out. */
  readonly wave?: number;
  /** How long the cluster is expected to take, in milliseconds, as earlier journals tell; left out where none does. */
  readonly expectedMs?: number;
}

/**
 * How one attempt at a job ended. A failure is a value here: throwing is a defect.
 *
 * `not-started` is for a cluster that nothing was done about, as when another run owns it. It is final, and keeps the
 * gate of its wave shut like a failure; it does not count against `maxFailures`, for nothing was tried and nothing broke.
 */
export type JobOutcome = { readonly logFile?: string } & (
  | { readonly outcome: 'deployed' }
  | { readonly outcome: 'failed'; readonly error: PlatformError }
  | { readonly outcome: 'not-started'; readonly error: PlatformError }
);

/** What a check of a wave says. */
export type WaveHealth = { readonly healthy: true } | { readonly healthy: false; readonly reason: string };

/** When a run must be over. */
export interface Deadline {
  /** The moment, in milliseconds of the run's clock. */
  readonly at: number;
  /** How long a cluster is taken to need whose duration is not known, in milliseconds. */
  readonly assumedMs: number;
}

/** What a run works on, and within which limits. */
export interface FleetRun<Job extends FleetJob> {
  readonly run: RunId;
  readonly region: Region;
  readonly jobs: readonly Job[];
  /** Clusters whose result was decided before the run: skipped ones, and ones that cannot be started. */
  readonly settled: readonly ClusterResult[];
  /** How many jobs run at once at most. */
  readonly concurrency: number;
  /**
   * How many clusters may fail: after more than that nothing more is started, and up to as many may be missing when
   * the next wave starts. Where it is left out no failure ends the run, and a wave starts only when all before it is
   * deployed.
   */
  readonly maxFailures?: number;
  /** How long a deployed wave is left alone before it is checked and the next one starts, in milliseconds. */
  readonly bakeMs?: number;
  readonly deadline?: Deadline;
  /** Without it every job has one attempt. */
  readonly retry?: RetryPolicy;
}

/** What a run needs from the outside. */
export interface FleetPorts<Job extends FleetJob> {
  /** Makes one attempt. Its failures are outcomes; should it throw all the same, that is this cluster's failure alone. */
  execute(job: Job): Promise<JobOutcome>;
  /** A monotonic clock, in milliseconds. */
  now(): number;
  /** Calls `wake` once after `delayMs`, or never where the function that it returns was called before. */
  after(delayMs: number, wake: () => void): () => void;
  /** A number from 0 up to but not including 1, as `Math.random`. */
  random(): number;
  /** Takes each event, in order. */
  emit(event: FleetEvent): void;
  /** Looks at a finished wave before the next one starts; should it throw, the wave is not healthy. */
  checkWave?(wave: number): Promise<WaveHealth>;
  /** Calls back when the run is asked to stop: nothing more is started from then on. */
  onDrain?(drain: () => void): void;
  /** Called once at the deadline where jobs still run: ask them to stop, so that Terraform saves its states. */
  interrupt?(): void;
}
