import { listRuns, type ListedRun, type UnreadableRun } from '@regional-pipeline/fleet';
import { openStateBucket } from '@regional-pipeline/state-bucket';
import { journalPorts } from '../journal-ports.js';
import { formatRuns } from '../reporting/runs-text.js';
import { writeAnswer } from '../reporting/write-answer.js';
import type { CommandContext } from './command-context.js';

/** What `runs` is told on the command line. */
export interface RunsOptions {
  readonly limit: number;
}

/**
 * Lists the newest runs and how they stand. It reads.
 *
 * @returns exit code 0, or 3 where a run's record cannot be read; it is listed as such
 */
export async function runs({ limit }: RunsOptions, context: CommandContext): Promise<number> {
  const { settings, environment } = context;
  const bucket = openStateBucket({ bucket: settings.managementStateBucket, region: settings.region });
  try {
    const listed = await listRuns(journalPorts(bucket, settings, environment), { limit });
    writeAnswer(context, { type: 'runs', runs: listed.map(jsonOf) }, (paint) => formatRuns(listed, paint));
    return listed.some((one) => 'error' in one) ? 3 : 0;
  } finally {
    bucket.close();
  }
}

function jsonOf(one: ListedRun | UnreadableRun) {
  if ('error' in one) return { run: one.run, code: one.error.code, reason: one.error.message };
  const { run, record, state, deployed, failed } = one;
  const { startedAt, clusters } = record;
  return { run, ...state, startedAt, clusters: clusters.length, deployed, failed };
}
