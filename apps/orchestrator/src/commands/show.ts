import { readRun } from '@regional-pipeline/fleet';
import type { RunId } from '@regional-pipeline/platform-model';
import { openStateBucket } from '@regional-pipeline/state-bucket';
import { journalPorts } from '../journal-ports.js';
import { formatRun } from '../reporting/run-text.js';
import { writeAnswer } from '../reporting/write-answer.js';
import type { CommandContext } from './command-context.js';

/** What `show` is told on the command line. */
export interface ShowOptions {
  readonly run: RunId;
}

/**
 * Shows all that the journal knows of a run: who held it, from which inputs, and how each cluster stands. It reads.
 *
 * @throws PlatformError RunNotFound, JournalUnreadable, and those of the bucket
 */
export async function show({ run }: ShowOptions, context: CommandContext): Promise<number> {
  const { settings, environment } = context;
  const bucket = openStateBucket({ bucket: settings.managementStateBucket, region: settings.region });
  try {
    const story = await readRun(journalPorts(bucket, settings, environment), run);
    writeAnswer(context, { type: 'run', ...story }, (paint) =>
      formatRun(story, settings.managementStateBucket, paint),
    );
    return 0;
  } finally {
    bucket.close();
  }
}
