import { PlatformError, type ClusterName } from '@regional-pipeline/platform-model';
import { openStateBucket } from '@regional-pipeline/state-bucket';
import { orchestratorErrors } from '../errors.js';
import { journalPorts } from '../journal-ports.js';
import { judgeLocks } from '../judge-locks.js';
import { printable } from '../reporting/printable.js';
import { writeAnswer } from '../reporting/write-answer.js';
import type { CommandContext } from './command-context.js';

/** What `unlock` is told on the command line. */
export interface UnlockOptions {
  readonly cluster: ClusterName;
}

/**
 * Removes the lock of a cluster's state, where whoever made it is provably over: exactly the lock that was judged, and
 * none that came since. Where there is none, there is nothing to do, and it says so.
 *
 * @throws PlatformError LockHeld where nothing proves that the holder is over; LockChanged; those of bucket and journal
 */
export async function unlock({ cluster }: UnlockOptions, context: CommandContext): Promise<number> {
  const { settings, environment } = context;
  const bucket = openStateBucket({ bucket: settings.managementStateBucket, region: settings.region });
  try {
    const judged = await judgeLocks(
      bucket,
      journalPorts(bucket, settings, environment),
      environment,
      cluster,
    );
    const [found] = judged;
    if (found && !found.verdict.removable) throw lockHeld(cluster, found.verdict.reason);
    const how = found ? await bucket.removeLock(found.lock) : 'gone';
    if (how === 'changed') {
      throw new PlatformError(orchestratorErrors.LockChanged, {
        message: `the lock of ${cluster} is not the one that was looked at any more; it was left.`,
        context: { cluster },
      });
    }
    const said =
      how === 'removed'
        ? `The lock of ${cluster} is removed: ${found?.verdict.reason ?? ''}.`
        : `Nothing to do: the state of ${cluster} is not locked.`;
    writeAnswer(
      context,
      { type: 'unlock', cluster, removed: how === 'removed', reason: said },
      () => `${printable(said)}
`,
    );
    return 0;
  } finally {
    bucket.close();
  }
}

function lockHeld(cluster: ClusterName, reason: string): PlatformError {
  return new PlatformError(orchestratorErrors.LockHeld, {
    message: `the lock of ${cluster} is not removed: ${reason}.`,
    context: { cluster },
  });
}
