import { pipelineRunsPrefix, stateLockKey } from '@regional-pipeline/platform-model';
import type { BucketObjects } from './bucket-objects.js';
import { readLock, type StateLock } from './state-lock.js';

/** What follows all of the pipeline's own records in the order of keys, and comes before everything else that does. */
const behindRuns = pipelineRunsPrefix.replace(/\/$/, '0');

/**
 * Lists every lock file of the bucket, in the order of their keys. The pipeline's own records, which grow with the
 * runs, are passed over: no state is locked there.
 */
export async function listLocks(objects: BucketObjects): Promise<readonly StateLock[]> {
  const keys = [
    ...(await lockKeys(objects, undefined, pipelineRunsPrefix)),
    ...(await lockKeys(objects, behindRuns)),
  ];
  const locks: StateLock[] = [];
  for (const key of keys) {
    const object = await objects.read(key);
    // One that is gone by now was no lock of a holder that is over.
    if (object) locks.push(readLock(key, object.bytes, object.version));
  }
  return locks;
}

async function lockKeys(objects: BucketObjects, after?: string, before?: string): Promise<string[]> {
  const found: string[] = [];
  for await (const page of objects.list('', after === undefined ? {} : { after })) {
    for (const { key } of page.objects) {
      if (before !== undefined && key >= before) return found;
      if (key.endsWith(stateLockKey(''))) found.push(key);
    }
  }
  return found;
}
