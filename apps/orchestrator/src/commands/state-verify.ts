import { journalPorts } from '../journal-ports.js';
import { judgeLocks } from '../judge-locks.js';
import { formatVerifiedStates } from '../reporting/state-verify-text.js';
import { writeAnswer } from '../reporting/write-answer.js';
import { verifyStates } from '../verify-states.js';
import type { CommandContext } from './command-context.js';
import { withStateBucket } from './with-state-bucket.js';

/**
 * Checks the state of every cluster, names what is wrong with each, and leaves it as it is. It reads.
 *
 * @returns exit code 0, or 1 where something is wrong with a state
 * @throws PlatformError of bucket and journal
 */
export async function stateVerify(context: CommandContext): Promise<number> {
  const { settings, environment } = context;
  return withStateBucket(context, async (bucket) => {
    const ports = journalPorts(bucket, settings, environment);
    const states = await verifyStates(bucket, ports, await judgeLocks(bucket, ports, environment));
    writeAnswer(context, { type: 'state-verification', states }, (paint) =>
      formatVerifiedStates(states, settings.managementStateBucket, paint),
    );
    return states.some(({ status }) => status === 'failed') ? 1 : 0;
  });
}
