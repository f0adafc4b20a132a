import { PlatformError, isPlatformError } from '@regional-pipeline/platform-model';
import { backoffMs } from './backoff.js';
import { clusterResult } from './cluster-result.js';
import { fleetErrors } from './errors.js';
import type { FleetJob, FleetPorts, JobOutcome } from './fleet-run.js';
import type { NotStarted } from './not-started.js';
import { verdictOf, type RunProgress } from './run-progress.js';

/** A job that was begun, and how often. */
interface Attempts<Job> {
  readonly job: Job;
  readonly startedAt: number;
  made: number;
  /** When its time for retries ends; set by its first failure. */
  retryUntil?: number;
  lastFailure?: Exclude<JobOutcome, { outcome: 'deployed' }>;
}

/**
 * The sliding window over one wave's jobs: while a slot is free the next job starts, those that wait for another
 * attempt before those that were never begun, since their time for retries runs.
 */
export class WaveWindow<Job extends FleetJob> {
  /** The next one to begin stands last. */
  private readonly queue: Job[];
  /** Their wait is over. */
  private readonly ready: Attempts<Job>[] = [];
  /** Each with what ends its wait. */
  private readonly waiting = new Map<Attempts<Job>, () => void>();
  private resolve = () => {};
  private reject: (defect: unknown) => void = () => {};

  /** @param jobs in the order in which they start */
  constructor(
    jobs: readonly Job[],
    private readonly progress: RunProgress<Job>,
  ) {
    this.queue = jobs.toReversed();
  }

  /** Resolves when every job has its result. */
  run(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      this.progress.onDrain = () => this.advance();
      this.advance();
    });
  }

  private advance(): void {
    const { progress } = this;
    while (!progress.whyStopped() && progress.running.size < progress.limit.current) {
      const attempts = this.ready.shift() ?? this.takeFromQueue();
      if (!attempts) break;
      this.beginInTime(attempts);
    }
    const why = progress.whyStopped();
    if (why) this.giveUpTheRest(why);
    const left = this.queue.length + this.ready.length + this.waiting.size + progress.running.size;
    if (left === 0) this.resolve();
  }

  private takeFromQueue(): Attempts<Job> | undefined {
    const job = this.queue.pop();
    return job && { job, startedAt: this.progress.ports.now(), made: 0 };
  }

  private beginInTime(attempts: Attempts<Job>): void {
    const { progress } = this;
    const { job, made, retryUntil = Infinity } = attempts;
    const now = progress.ports.now();
    const late = progress.tooLate(job, now);
    if (made > 0 && (late || now > retryUntil)) this.fail(attempts);
    else if (late) progress.giveUp(job, late);
    else this.begin(attempts);
  }

  private begin(attempts: Attempts<Job>): void {
    const { progress } = this;
    const { job } = attempts;
    const generation = progress.limit.generation;
    attempts.made++;
    progress.pending.delete(job);
    progress.running.add(job.name);
    progress.emit({
      type: 'cluster-started',
      name: job.name,
      accountId: job.accountId,
      attempt: attempts.made,
    });
    attempt(job, progress.ports)
      .then((outcome) => {
        progress.running.delete(job.name);
        this.adapt(outcome, generation);
        this.end(attempts, outcome);
        this.advance();
      })
      .catch(this.reject);
  }

  private adapt(outcome: JobOutcome, generation: number): void {
    const { limit } = this.progress;
    const deployed = outcome.outcome === 'deployed';
    const throttled = !deployed && outcome.error.kind.throttling === true;
    if (deployed ? !limit.deployed() : !throttled || !limit.throttled(generation)) return;
    const because = deployed ? 'recovered' : 'throttled';
    this.progress.emit({ type: 'concurrency-changed', concurrency: limit.current, because });
  }

  private end(attempts: Attempts<Job>, outcome: JobOutcome): void {
    const { progress } = this;
    const { job, made, startedAt } = attempts;
    if (outcome.outcome === 'deployed') {
      const verdict = { logFile: outcome.logFile ?? null, attempts: made };
      progress.finish(clusterResult(job, 'deployed', progress.ports.now() - startedAt, verdict));
      return;
    }
    // Nothing was done about it now, but an earlier attempt failed: it is not a cluster that was never started.
    if (outcome.outcome === 'not-started' && made === 1) {
      progress.finish(clusterResult(job, 'not-started', 0, verdictOf(outcome.error)));
      return;
    }
    attempts.lastFailure = outcome;
    const delayMs = outcome.outcome === 'failed' ? this.delayBeforeRetry(attempts, outcome.error) : undefined;
    if (delayMs === undefined) {
      this.fail(attempts);
      return;
    }
    this.waiting.set(
      attempts,
      progress.ports.after(delayMs, () => {
        this.waiting.delete(attempts);
        this.ready.push(attempts);
        this.advance();
      }),
    );
    progress.emit({
      type: 'cluster-retrying',
      name: job.name,
      accountId: job.accountId,
      attempt: made,
      delayMs,
      code: outcome.error.code,
      reason: outcome.error.message,
      logFile: outcome.logFile ?? null,
    });
  }

  private delayBeforeRetry(attempts: Attempts<Job>, { retryable }: PlatformError): number | undefined {
    const { fleet, ports } = this.progress;
    if (!fleet.retry || !retryable || this.progress.whyStopped()) return undefined;
    const now = ports.now();
    attempts.retryUntil ??= now + fleet.retry.budgetMs;
    const delayMs = backoffMs(fleet.retry, attempts.made, () => ports.random());
    const beginsAt = now + delayMs;
    const late = beginsAt > attempts.retryUntil || this.progress.tooLate(attempts.job, beginsAt);
    return late ? undefined : delayMs;
  }

  private giveUpTheRest(why: NotStarted): void {
    for (const [attempts, cancel] of this.waiting) {
      cancel();
      this.waiting.delete(attempts);
      this.fail(attempts);
    }
    this.ready.splice(0).forEach((attempts) => this.fail(attempts));
    for (let job = this.queue.pop(); job; job = this.queue.pop()) this.progress.giveUp(job, why);
  }

  /** Ends a cluster with the failure of its last attempt. */
  private fail({ job, startedAt, made, lastFailure }: Attempts<Job>): void {
    const { progress } = this;
    if (!lastFailure) throw new TypeError(`${job.name} has no failure to end with`);
    const verdict = {
      ...verdictOf(lastFailure.error),
      logFile: lastFailure.logFile ?? null,
      attempts: made,
    };
    progress.finish(clusterResult(job, 'failed', progress.ports.now() - startedAt, verdict));
  }
}

async function attempt<Job extends FleetJob>(job: Job, ports: FleetPorts<Job>): Promise<JobOutcome> {
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
