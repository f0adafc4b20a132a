import {
  clusterResult,
  journalErrors,
  listRuns,
  readRunRecord,
  resumeRun,
  type ClusterResult,
  type ClusterStory,
  type JournalPorts,
  type RunRecord,
} from '@regional-pipeline/fleet';
import type { Selection } from '@regional-pipeline/cluster-filter';
import type { RunId } from '@regional-pipeline/platform-model';
import { PlatformError } from '@regional-pipeline/platform-model';
import { thisHolder } from '@regional-pipeline/run-holder';
import { openStateBucket } from '@regional-pipeline/state-bucket';
import { orchestratorErrors } from '../errors.js';
import { journalPorts } from '../journal-ports.js';
import { readRunInputs } from '../read-selection.js';
import { printable } from '../reporting/printable.js';
import { writeAnswer } from '../reporting/write-answer.js';
import { openRunReporter } from '../reporting/open-run-reporter.js';
import { AskedRun, usualLimits, type RunLimits } from '../run-limits.js';
import { settledResults } from '../settled-results.js';
import { openStopRequests } from '../stop-requests.js';
import { sweepLeftStates } from '../sweep-left-states.js';
import { exitCodeOf, workOnRun } from '../work-on-run.js';
import type { CommandContext } from './command-context.js';
import type { WorkOptions } from './deploy.js';

/** What `resume` is told on the command line. */
export interface ResumeOptions extends WorkOptions {
  /** The newest run where it is left out. */
  readonly run?: RunId;
  readonly acceptChangedInputs: boolean;
  /** Which holder of the run, counted from 1, is over by a person's word. */
  readonly holderIsOver: number | null;
}

/**
 * Goes on with a run whose process is over: what failed, was interrupted or never started is done, within the limits
 * that the run was started with.
 *
 * @returns the exit code, as `deploy`; 0 where every cluster is deployed already
 * @throws PlatformError of the journal: the run is held, its inputs have changed, there is none
 */
export async function resume(options: ResumeOptions, context: CommandContext): Promise<number> {
  const { settings, environment } = context;
  const stop = openStopRequests(() => process.exit(130));
  const reporter = openRunReporter(context, options);
  const bucket = openStateBucket({ bucket: settings.managementStateBucket, region: settings.region });
  try {
    const ports = journalPorts(bucket, settings, environment);
    const run = options.run ?? (await newestRun(ports));
    const limits = await readLimits(ports, run);
    const { selection, fingerprints } = await readRunInputs(settings, options.source, environment);
    await sweepLeftStates(
      bucket,
      settings.managementStateBucket,
      (earlier) => ports.holderState(earlier),
      (text) => reporter.notice(text),
    );
    const holder = await thisHolder(environment);
    const { journal, record, left } = await resumeRun(ports, run, {
      holder,
      inputs: fingerprints,
      acceptChangedInputs: options.acceptChangedInputs,
      holderIsOver: options.holderIsOver,
    });
    if (!journal) {
      const refused = record.settled.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
      const done = `every cluster of run ${run} is deployed`;
      const reason =
        refused.length === 0
          ? `Nothing to do: ${done}.`
          : `Nothing to resume: ${done} but for ${refused.join(', ')}, which it could not begin. See orchestrator plan, then start a new run.`;
      writeAnswer(context, { type: 'nothing-to-do', run, reason }, () => `${printable(reason)}\n`);
      return refused.length === 0 ? 0 : 1;
    }
    const { clusters, settled } = selectLeft(selection, record, left);
    const totals = await workOnRun({
      ...options,
      ...context,
      journal,
      holder,
      clusters,
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

/** Read before the run is taken over: within other limits than it was started with it is not gone on with. */
async function readLimits(ports: JournalPorts, run: RunId): Promise<RunLimits> {
  const { purpose, asked: options } = (await readRunRecord(ports, run)).content;
  // A restore has none; resuming it is refused as such.
  if (purpose === 'restore') return usualLimits;
  const asked = AskedRun.safeParse(options);
  if (asked.success) return asked.data.limits;
  throw new PlatformError(journalErrors.JournalUnreadable, {
    message: `the limits that run ${run} was started with cannot be understood (${asked.error.issues.map(({ path }) => path.join('.')).join(', ')}).`,
    remedy: 'Resume it with the orchestrator that started it, or start a new run.',
    context: { run },
  });
}

/** The newest run that deploys: a state that was restored since is no reason to leave a run undone. */
async function newestRun(ports: JournalPorts): Promise<RunId> {
  for (let before: RunId | undefined; ;) {
    const [newest] = await listRuns(ports, { limit: 1, ...(before === undefined ? {} : { before }) });
    if (!newest) break;
    if ('error' in newest || newest.record.purpose === undefined) return newest.run;
    before = newest.run;
  }
  throw new PlatformError(orchestratorErrors.NoRuns, { message: 'there is no run that could be resumed.' });
}

/** What of a run is left to do, as the inputs have it now. A cluster that they do not have any more is told of. */
function selectLeft(
  selection: Selection,
  { run, settled }: RunRecord,
  left: readonly ClusterStory[],
): { clusters: Selection['selected']; settled: ClusterResult[] } {
  const names = new Set<string>([...left, ...settled].map(({ name }) => name));
  const among = <T extends { name: string }>(list: readonly T[]) =>
    list.filter(({ name }) => names.has(name));
  const clusters = selection.selected.filter(({ name }) => left.some((story) => story.name === name));
  const rest = { skipped: among(selection.skipped), rejected: among(selection.rejected) };
  const known = new Set<string>([...clusters, ...rest.skipped, ...rest.rejected].map(({ name }) => name));
  const gone = left.filter(({ name }) => !known.has(name));
  return {
    clusters,
    settled: [
      ...settledResults(rest),
      ...gone.map((story) =>
        clusterResult(story, 'not-started', 0, {
          code: orchestratorErrors.ClusterNotSelected.code,
          reason: `run ${run} had ${story.name}, and the definitions and accounts have no such cluster now`,
          remedy: orchestratorErrors.ClusterNotSelected.remedy,
        }),
      ),
    ],
  };
}
