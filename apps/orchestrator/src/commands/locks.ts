import { openStateBucket } from '@regional-pipeline/state-bucket';
import { journalPorts } from '../journal-ports.js';
import { judgeLocks } from '../judge-locks.js';
import { formatLocks } from '../reporting/locks-text.js';
import { writeAnswer } from '../reporting/write-answer.js';
import type { CommandContext } from './command-context.js';

/** Lists the locks of all states, who made them, and whether that one is provably over. It reads. */
export async function locks(context: CommandContext): Promise<number> {
  const { settings, environment } = context;
  const bucket = openStateBucket({ bucket: settings.managementStateBucket, region: settings.region });
  try {
    const judged = await judgeLocks(bucket, journalPorts(bucket, settings, environment), environment);
    writeAnswer(context, { type: 'locks', locks: judged }, (paint) => formatLocks(judged, new Date(), paint));
    return 0;
  } finally {
    bucket.close();
  }
}
