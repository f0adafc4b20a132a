import { Region } from '@regional-pipeline/platform-model';
import { judgeLock, openStateBucket, type LockAttempt } from '../index.js';

export async function removeOrphanedLocks(
  attemptsOn: (cluster: string) => readonly LockAttempt[],
): Promise<readonly string[]> {
  const store = openStateBucket({
    bucket: 'management-cluster-tf-state-111111111111-us-east-1',
    region: Region.parse('us-east-1'),
  });
  const lines: string[] = [];
  for (const lock of await store.listLocks()) {
    const { removable, reason } = judgeLock(lock, attemptsOn(lock.cluster ?? ''));
    const what = removable ? await store.removeLock(lock) : 'stays';
    lines.push(`${lock.key} ${what}: ${reason}`);
  }
  store.close();
  return lines;
}
