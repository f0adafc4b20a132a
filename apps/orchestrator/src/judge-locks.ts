import { journalErrors, listAttempts, type JournalPorts } from '@regional-pipeline/fleet';
import { isPlatformError, type ClusterName } from '@regional-pipeline/platform-model';
import { terraformByHand } from '@regional-pipeline/run-holder';
import {
  judgeLock,
  type LockVerdict,
  type StateBucket,
  type StateLock,
} from '@regional-pipeline/state-bucket';

/** A lock of the bucket, and whether whoever made it is provably over. */
export interface JudgedLock {
  readonly lock: StateLock;
  readonly verdict: LockVerdict;
}

/**
 * Lists the locks of the management state bucket, each with what the journal and this machine prove of its maker. A
 * record that cannot be understood proves nothing, and is no other lock's concern.
 *
 * @param only the cluster whose lock is asked for; all where it is left out
 * @throws PlatformError of the bucket and the journal
 */
export async function judgeLocks(
  bucket: Pick<StateBucket, 'listLocks'>,
  ports: JournalPorts,
  environment: NodeJS.ProcessEnv,
  only?: ClusterName,
): Promise<JudgedLock[]> {
  const judged: JudgedLock[] = [];
  for (const lock of await bucket.listLocks()) {
    if (only !== undefined && lock.cluster !== only) continue;
    const verdict = await judge(lock, ports, environment).catch((error: unknown) => {
      if (!isPlatformError(error) || error.code !== journalErrors.JournalUnreadable.code) throw error;
      return {
        removable: false,
        reason: `nobody knows whether its maker is over: ${error.message.replace(/\.$/, '')}`,
      };
    });
    judged.push({ lock, verdict });
  }
  return judged;
}

async function judge(
  lock: StateLock,
  ports: JournalPorts,
  environment: NodeJS.ProcessEnv,
): Promise<LockVerdict> {
  const { cluster, holder } = lock;
  const known = cluster !== null && !('unreadable' in holder);
  const attempts = known ? await listAttempts(ports, cluster, holder.Created) : [];
  const witnessed = attempts.map(async (attempt) => ({
    ...attempt,
    byHand: await terraformByHand(attempt.holder, { environment }),
  }));
  return judgeLock(lock, await Promise.all(witnessed));
}
