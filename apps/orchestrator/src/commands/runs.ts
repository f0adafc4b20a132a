import { listRuns } from '@regional-pipeline/fleet';
import { openStateBucket } from '@regional-pipeline/state-bucket';
import { journalPorts } from '../journal-ports.js';
import { formatRuns } from '../reporting/runs-text.js';
import { paintFor } from '../reporting/palette.js';
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
  const { settings, format, output, environment } = context;
  const bucket = openStateBucket({ bucket: settings.managementStateBucket, region: settings.region });
  try {
    const listed = await listRuns(journalPorts(bucket, settings, environment), { limit });
    if (format === 'json') {
      const lines = listed.map((one) =>
        'error' in one
          ? { run: one.run, code: one.error.code, reason: one.error.message }
          : {
              run: one.run,
              status: one.state.status,
              evidence: one.state.evidence,
              startedAt: one.record.startedAt,
              clusters: one.record.clusters.length,
              deployed: one.deployed,
              failed: one.failed,
            },
      );
      output.write(`${JSON.stringify({ type: 'runs', runs: lines })}\n`);
    } else {
      output.write(formatRuns(listed, paintFor(output, environment)));
    }
    return listed.some((one) => 'error' in one) ? 3 : 0;
  } finally {
    bucket.close();
  }
}
