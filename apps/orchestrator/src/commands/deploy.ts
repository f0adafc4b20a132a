import { randomInt } from 'node:crypto';
import {
  clusterResult,
  runFleet,
  verdictOf,
  withSummary,
  type ClusterResult,
  type RunTotals,
} from '@regional-pipeline/fleet';
import type { Selection } from '@regional-pipeline/cluster-filter';
import { formatRunId } from '@regional-pipeline/platform-model';
import { chooseClusters } from '../choose-clusters.js';
import { openClusterDeployer } from '../deploy-cluster.js';
import { readRunInputs } from '../read-selection.js';
import { chooseReporter } from '../reporting/choose-reporter.js';
import { openRunDirectory } from '../run-directory.js';
import { openStopRequests } from '../stop-requests.js';
import type { CommandContext } from './command-context.js';

/** What `deploy` is told on the command line. */
export interface DeployOptions {
  readonly source: string;
  /** Only these clusters; all of the region where it is empty. */
  readonly clusters: readonly string[];
  readonly concurrency: number;
  /** The file that this program was started from: it serves as the clusters' credential process. */
  readonly program: string;
}

/**
 * Deploys the region's clusters and says how each ended.
 *
 * @returns the exit code: 0 all is as asked, 1 a cluster failed or was not started, 130 stopped on request
 * @throws PlatformError where an input cannot be read; nothing was started then
 */
export async function deploy(options: DeployOptions, context: CommandContext): Promise<number> {
  const { settings, environment } = context;
  const stop = openStopRequests(() => process.exit(130));
  const reporter = chooseReporter(context.format, context.output, environment);
  try {
    const inputs = await readRunInputs(settings, options.source);
    const selection = chooseClusters(inputs.selection, options.clusters);
    const run = formatRunId(new Date(), randomInt(0x10000));
    const deployer = openClusterDeployer({
      run,
      settings,
      environment,
      source: options.source,
      program: options.program,
      directory: await openRunDirectory(),
      onLine: (cluster, text) => reporter.line(cluster, text),
    });
    const jobs = selection.selected.map((cluster) => ({
      name: cluster.name,
      accountId: cluster.account.id,
      cluster,
    }));
    const totals = await runFleet(
      {
        run,
        region: settings.region,
        jobs,
        settled: settledResults(selection),
        concurrency: options.concurrency,
      },
      {
        execute: ({ cluster }) => deployer.deploy(cluster),
        now: () => performance.now(),
        after: (delayMs, wake) => {
          const timer = setTimeout(wake, delayMs);
          return () => clearTimeout(timer);
        },
        random: () => Math.random(),
        emit: withSummary((event) => reporter.event(event)),
        onDrain: (drain) => stop.handle({ drain, interrupt: () => deployer.interrupt() }),
      },
    );
    return exitCodeOf(totals);
  } finally {
    await reporter.close();
    stop.close();
  }
}

function settledResults({ skipped, rejected }: Selection): ClusterResult[] {
  return [
    ...skipped.map(({ name, accountId, reason, detail }) =>
      clusterResult({ name, accountId: accountId ?? null }, 'skipped', 0, { code: reason, reason: detail }),
    ),
    ...rejected.map((one) => clusterResult(one, 'failed', 0, verdictOf(one.error))),
  ];
}

function exitCodeOf({ drained, counts }: RunTotals): number {
  if (drained) return 130;
  return counts.failed + counts['not-started'] > 0 ? 1 : 0;
}
