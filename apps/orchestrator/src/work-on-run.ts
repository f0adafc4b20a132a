import type { ManagementCluster } from '@regional-pipeline/cluster-filter';
import {
  expectedDurations,
  runFleet,
  withSummary,
  type ClusterResult,
  type FleetEvent,
  type RunJournal,
  type RunTotals,
} from '@regional-pipeline/fleet';
import { startGuard, type RunningGuard } from '@regional-pipeline/provisioner';
import { holderMark, terraformByHand } from '@regional-pipeline/run-holder';
import { reasonOf, type ClusterName, type RunHolder } from '@regional-pipeline/platform-model';
import type { StateBucket } from '@regional-pipeline/state-bucket';
import { attemptCluster } from './attempt-cluster.js';
import { openClusterDeployer } from './deploy-cluster.js';
import type { Reporter } from './reporting/reporter.js';
import { openRunDirectory, type RunDirectory } from './run-directory.js';
import type { RunLimits } from './run-limits.js';
import type { Settings } from './settings.js';
import type { StopRequests } from './stop-requests.js';
import { waveCheck } from './wave-check.js';

/** As many earlier runs say how long a cluster takes. */
const earlierRuns = 5;

/** The waits between attempts at a cluster, in milliseconds: at most the first before the second, and so on doubled. */
const backoff = { baseMs: 2_000, capMs: 60_000 };

/** A run that this process holds, and what it is worked on with. */
export interface RunWork {
  readonly journal: RunJournal;
  readonly holder: RunHolder;
  readonly clusters: readonly ManagementCluster[];
  /** Decided before the run. */
  readonly settled: readonly ClusterResult[];
  readonly limits: RunLimits;
  /** When the run must be over, in milliseconds since 1970. */
  readonly deadline?: number;
  readonly settings: Settings;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly source: string;
  readonly program: string;
  readonly bucket: StateBucket;
  readonly reporter: Reporter;
  readonly stop: StopRequests;
}

/** Works on a run to its end, and records the end. What happens goes to the reporter; the last event is the summary. */
export async function workOnRun(work: RunWork): Promise<RunTotals> {
  const { journal, clusters, settled, limits, settings, source, bucket, reporter, stop } = work;
  const { run } = journal;
  const environment = { ...work.environment, ...holderMark(work.holder) };
  const notice = (text: string) => reporter.notice(text);
  const byHand = () => terraformByHand(work.holder, { environment: work.environment });
  const { expected, directory, guard } = await prepare(work).catch(async (error: unknown) => {
    // Nothing was begun: nobody shall have to find out whether this process still works on it.
    await journal.end({ stopped: reasonOf(error) }).catch(() => undefined);
    throw error;
  });
  try {
    const deployer = openClusterDeployer({
      ...work,
      run,
      environment,
      directory,
      guard,
      clusterTimeoutMs: limits.clusterTimeoutMs,
      onLine: (cluster, text) => reporter.line(cluster, text),
    });
    const notStarted: Record<string, { code: string; reason: string }> = {};
    let stopped: string | null = null;
    const listen = (event: FleetEvent) => {
      if (event.type === 'cluster-finished' && event.outcome === 'not-started') {
        notStarted[event.name] = { code: event.code ?? '', reason: event.reason ?? '' };
      }
      if (event.type === 'run-draining') stopped = 'it was asked to stop';
      if (event.type === 'deadline-reached') stopped = 'its deadline was reached';
      reporter.event(event);
    };
    const totals = await runFleet(
      {
        run,
        region: settings.region,
        jobs: clusters.map((cluster) => {
          const expectedMs = expected.get(cluster.name);
          const known = expectedMs === undefined ? {} : { expectedMs };
          return { name: cluster.name, accountId: cluster.account.id, wave: cluster.wave, cluster, ...known };
        }),
        settled,
        concurrency: limits.concurrency,
        bakeMs: limits.bakeMs,
        retry: { budgetMs: limits.retryBudgetMs, ...backoff },
        ...(limits.maxFailures === null ? {} : { maxFailures: limits.maxFailures }),
        ...(work.deadline === undefined
          ? {}
          : {
              deadline: { at: performance.now() + work.deadline - Date.now(), assumedMs: limits.assumedMs },
            }),
      },
      {
        execute: ({ cluster, expectedMs = limits.assumedMs }) =>
          attemptCluster({ journal, bucket, deployer, directory, notice, byHand }, cluster, expectedMs),
        now: () => performance.now(),
        after: (delayMs, wake) => {
          const timer = setTimeout(wake, delayMs);
          return () => clearTimeout(timer);
        },
        random: () => Math.random(),
        emit: withSummary(listen),
        onDrain: (drain) => stop.handle({ drain, interrupt: () => deployer.interrupt() }),
        interrupt: () => deployer.interrupt(),
        ...(limits.waveCheck === null
          ? {}
          : { checkWave: waveCheck(limits.waveCheck, { source, environment: work.environment }) }),
      },
    );
    stop.close();
    await journal.end({ stopped, notStarted });
    return totals;
  } finally {
    guard.close();
  }
}

/** What must be there before the first cluster is begun. */
async function prepare({ journal, bucket, settings, holder, program, reporter }: RunWork): Promise<{
  readonly expected: ReadonlyMap<ClusterName, number>;
  readonly directory: RunDirectory;
  readonly guard: RunningGuard;
}> {
  const expected = await expectedDurations(bucket, earlierRuns);
  const directory = await openRunDirectory(journal.run, settings.managementStateBucket, holder);
  const guard = await startGuard([process.execPath, program, 'guard'], (reason) =>
    reporter.notice(`${reason} What runs is not stopped when this program is killed.`),
  );
  return { expected, directory, guard };
}

/** 0 all is as asked, 1 a cluster failed or was not started, 130 stopped on request. */
export function exitCodeOf({ drained, counts }: RunTotals): number {
  if (drained) return 130;
  return counts.failed + counts['not-started'] > 0 ? 1 : 0;
}
