import { listAttempts, type JournalPorts } from '@regional-pipeline/fleet';
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
 * Lists the locks of the management state bucket, each with what the journal and this machine prove of its maker.
 *
 * @throws PlatformError of the bucket and the journal
 */
export async function judgeLocks(
  bucket: Pick<StateBucket, 'listLocks'>,
  ports: JournalPorts,
  environment: NodeJS.ProcessEnv,
): Promise<JudgedLock[]> {
  const judged: JudgedLock[] = [];
  for (const lock of await bucket.listLocks()) {
    const { cluster, holder } = lock;
    const known = cluster !== null && !('unreadable' in holder);
    const attempts = known ? await listAttempts(ports, cluster, holder.Created) : [];
    const witnessed = attempts.map(async (attempt) => ({
      ...attempt,
      byHand: await terraformByHand(attempt.holder, { environment }),
    }));
    judged.push({ lock, verdict: judgeLock(lock, await Promise.all(witnessed)) });
  }
  return judged;
}
