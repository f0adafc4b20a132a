import { randomInt } from 'node:crypto';
import { startRun } from '@regional-pipeline/fleet';
import { formatRunId } from '@regional-pipeline/platform-model';
import { thisHolder } from '@regional-pipeline/run-holder';
import { openStateBucket } from '@regional-pipeline/state-bucket';
import { chooseClusters } from '../choose-clusters.js';
import { journalPorts } from '../journal-ports.js';
import { readRunInputs } from '../read-selection.js';
import { openRunReporter } from '../reporting/open-run-reporter.js';
import type { RunLimits } from '../run-limits.js';
import { settledResults } from '../settled-results.js';
import { openStopRequests } from '../stop-requests.js';
import { sweepLeftStates } from '../sweep-left-states.js';
import { exitCodeOf, workOnRun } from '../work-on-run.js';
import type { CommandContext } from './command-context.js';

/** What every command that works on clusters is told. */
export interface WorkOptions {
  readonly source: string;
  /** When the run must be over, in milliseconds since 1970. */
  readonly deadline?: number;
  /** Whether to write the run's metrics. */
  readonly metrics: boolean;
  /** The file that this program was started from: the clusters' credential process, and the run's guard. */
  readonly program: string;
}

/** What `deploy` is told on the command line. */
export interface DeployOptions extends WorkOptions {
  /** Only these clusters; all of the region where it is empty. */
  readonly clusters: readonly string[];
  readonly limits: RunLimits;
}

/**
 * Deploys the region's clusters and says how each ended.
 *
 * @returns the exit code: 0 all is as asked, 1 a cluster failed or was not started, 130 stopped on request
 * @throws PlatformError where an input cannot be read or the journal cannot be written; nothing was started then
 */
export async function deploy(options: DeployOptions, context: CommandContext): Promise<number> {
  const { settings, environment } = context;
  const { source, limits } = options;
  const stop = openStopRequests(() => process.exit(130));
  const reporter = openRunReporter(context, options);
  const bucket = openStateBucket({ bucket: settings.managementStateBucket, region: settings.region });
  try {
    const ports = journalPorts(bucket, settings, environment);
    const { selection, fingerprints } = await readRunInputs(settings, source, environment);
    const { selected, ...rest } = chooseClusters(selection, options.clusters);
    await sweepLeftStates(
      bucket,
      settings.managementStateBucket,
      (earlier) => ports.holderState(earlier),
      (text) => reporter.notice(text),
    );
    const settled = settledResults(rest);
    const holder = await thisHolder(environment);
    const journal = await startRun(ports, {
      run: formatRunId(new Date(), randomInt(0x10000)),
      region: settings.region,
      holder,
      inputs: fingerprints,
      asked: { clusters: [...options.clusters], limits: { ...limits } },
      clusters: selected.map(({ name, account, wave }) => ({ name, accountId: account.id, wave })),
      settled: settled.map((result) => ({ ...result, outcome: result.outcome as 'skipped' | 'failed' })),
    });
    const totals = await workOnRun({
      ...options,
      ...context,
      journal,
      holder,
      clusters: selected,
      settled,
      limits,
      bucket,
      reporter,
      stop,
    });
    return exitCodeOf(totals);
  } finally {
    await reporter.close();
    bucket.close();
    stop.close();
  }
}
