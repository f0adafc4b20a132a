import type { PlatformError } from '@regional-pipeline/platform-model';
import { clusterResult, type ClusterOutcome, type ClusterResult } from './cluster-result.js';
import { ConcurrencyLimit } from './concurrency-limit.js';
import type { FleetEvent } from './fleet-event.js';
import type { FleetJob, FleetPorts, FleetRun } from './fleet-run.js';
import { deadlineTooNear, failureBudgetSpent, runDrained, type NotStarted } from './not-started.js';

/** An event without the run that it belongs to. */
type Told<Event> = Event extends unknown ? Omit<Event, 'run'> : never;

/**
 * Where a run stands, and what may still be started in it. Results go out as events and only their number is kept, so
 * its memory shrinks as clusters finish.
 */
export class RunProgress<Job extends FleetJob> {
  readonly limit: ConcurrencyLimit;
  readonly running = new Set<string>();
  readonly counts: Record<ClusterOutcome, number> = { deployed: 0, failed: 0, skipped: 0, 'not-started': 0 };
  /** Never started so far, and not given up either. */
  readonly pending: Set<Job>;
  drained = false;
  /** Called when the run is asked to stop: lets whatever is waited for end at once. */
  onDrain = () => {};

  constructor(
    readonly fleet: FleetRun<Job>,
    readonly ports: FleetPorts<Job>,
  ) {
    this.limit = new ConcurrencyLimit(fleet.concurrency);
    this.pending = new Set(fleet.jobs);
  }

  /** Why nothing more is started, in this wave and every later one; undefined while the run goes on. */
  whyStopped(): NotStarted | undefined {
    const { maxFailures = Infinity } = this.fleet;
    if (this.drained) return runDrained;
    if (this.counts.failed > maxFailures) return failureBudgetSpent(this.counts.failed, maxFailures);
    return undefined;
  }

  /** Why the job would not be done before the deadline, begun at this moment; undefined where it would. */
  tooLate(job: Job, beginsAt: number): NotStarted | undefined {
    const { deadline } = this.fleet;
    if (!deadline) return undefined;
    const needsMs = job.expectedMs ?? deadline.assumedMs;
    const leftMs = deadline.at - beginsAt;
    return needsMs <= leftMs ? undefined : deadlineTooNear(needsMs, leftMs);
  }

  drain(): void {
    if (this.drained) return;
    this.drained = true;
    this.emit({
      type: 'run-draining',
      running: [...this.running],
      notStarted: [...this.pending].map(({ name }) => name),
    });
    this.onDrain();
  }

  /** Ends a job that was never begun; one that is not pending any more has its result, or will. */
  giveUp(job: Job, why: NotStarted): void {
    if (!this.pending.delete(job)) return;
    this.finish(clusterResult(job, 'not-started', 0, verdictOf(why(job))));
  }

  finish(result: ClusterResult): void {
    this.counts[result.outcome]++;
    this.emit({ type: 'cluster-finished', ...result });
  }

  emit(event: Told<FleetEvent>): void {
    const { type, ...rest } = event;
    this.ports.emit({ type, run: this.fleet.run, ...rest } as FleetEvent);
  }
}

/** What a result says of an error. */
export function verdictOf(
  error: PlatformError,
): Pick<ClusterResult, 'code' | 'reason' | 'remedy' | 'retryable'> {
  return { code: error.code, reason: error.message, remedy: error.remedy, retryable: error.retryable };
}
