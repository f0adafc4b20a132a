import { joinRun } from '@regional-pipeline/fleet';
import { PlatformError, type ClusterName, type RunId } from '@regional-pipeline/platform-model';
import { thisHolder } from '@regional-pipeline/run-holder';
import { openStateBucket } from '@regional-pipeline/state-bucket';
import { chooseClusters } from '../choose-clusters.js';
import { orchestratorErrors } from '../errors.js';
import { journalPorts } from '../journal-ports.js';
import { readRunInputs } from '../read-selection.js';
import { openRunReporter } from '../reporting/open-run-reporter.js';
import { writeAnswer } from '../reporting/write-answer.js';
import type { RunLimits } from '../run-limits.js';
import { settledResults } from '../settled-results.js';
import { openStopRequests } from '../stop-requests.js';
import { sweepLeftStates } from '../sweep-left-states.js';
import { exitCodeOf, workOnRun } from '../work-on-run.js';
import type { CommandContext } from './command-context.js';
import type { WorkOptions } from './deploy.js';

/** What `deploy --run` is told on the command line. */
export interface DeployInRunOptions extends WorkOptions {
  readonly run: RunId;
  readonly cluster: ClusterName;
  readonly limits: RunLimits;
}

/**
 * Deploys one cluster of a run that `fan-out` has opened, beside other builds that do the same with the others.
 *
 * @returns the exit code, as `deploy`; 0 where the run has deployed the cluster already
 * @throws PlatformError of the journal: the run was ended or resumed, or there is none; ClusterNotSelected where the
 *   inputs have another cluster of that name now, or none
 */
export async function deployInRun(options: DeployInRunOptions, context: CommandContext): Promise<number> {
  const { settings, environment } = context;
  const { run, cluster, limits } = options;
  const stop = openStopRequests(() => process.exit(130));
  const reporter = openRunReporter(context, options);
  const bucket = openStateBucket({ bucket: settings.managementStateBucket, region: settings.region });
  try {
    const ports = journalPorts(bucket, settings, environment);
    const { selection } = await readRunInputs(settings, options.source, environment);
    const { selected, ...rest } = chooseClusters(selection, [cluster]);
    await sweepLeftStates(
      bucket,
      settings.managementStateBucket,
      (earlier) => ports.holderState(earlier),
      (text) => reporter.notice(text),
    );
    const holder = await thisHolder(environment);
    const { journal, record } = await joinRun(ports, run, cluster, holder);
    if (!journal) {
      const reason = `Nothing to do: run ${run} has deployed ${cluster} already.`;
      writeAnswer(context, { type: 'nothing-to-do', run, reason }, () => `${reason}\n`);
      return 0;
    }
    const listed = record.clusters.find(({ name }) => name === cluster)?.accountId;
    const [now] = selected;
    if (now && now.account.id !== listed) {
      throw new PlatformError(orchestratorErrors.ClusterNotSelected, {
        message: `${cluster} was of account ${listed ?? 'none'} when run ${run} was opened, and is of ${now.account.id} now.`,
        context: { run, cluster },
      });
    }
    const totals = await workOnRun({
      ...options,
      ...context,
      journal,
      holder,
      clusters: selected,
      settled: settledResults(rest),
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
