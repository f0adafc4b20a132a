import { concludeRun } from '@regional-pipeline/fleet';
import type { RunId } from '@regional-pipeline/platform-model';
import { openStateBucket } from '@regional-pipeline/state-bucket';
import { journalPorts } from '../journal-ports.js';
import { formatRun } from '../reporting/run-text.js';
import { writeAnswer } from '../reporting/write-answer.js';
import type { CommandContext } from './command-context.js';

/** What `conclude` is told on the command line. */
export interface ConcludeOptions {
  readonly run: RunId;
}

/**
 * Ends a run whose clusters had builds of their own, and shows all that the journal knows of it, as `show` does.
 *
 * @returns the exit code: 0 every cluster is deployed, 1 one is not, or what should have been one was rejected
 * @throws PlatformError RunNotFound, RunNotOpen, JournalUnreadable, and those of the bucket
 */
export async function conclude({ run }: ConcludeOptions, context: CommandContext): Promise<number> {
  const { settings, environment } = context;
  const bucket = openStateBucket({ bucket: settings.managementStateBucket, region: settings.region });
  try {
    const story = await concludeRun(journalPorts(bucket, settings, environment), run);
    writeAnswer(context, { type: 'run', ...story }, (paint) =>
      formatRun(story, settings.managementStateBucket, paint),
    );
    const deployed = story.clusters.every(({ state }) => state === 'deployed');
    return deployed && story.record.settled.every(({ outcome }) => outcome !== 'failed') ? 0 : 1;
  } finally {
    bucket.close();
  }
}
