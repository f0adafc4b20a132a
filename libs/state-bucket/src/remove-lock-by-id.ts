import type { BucketObjects } from './bucket-objects.js';
import { readLock } from './state-lock.js';

/** Removes the lock under `key` where it has this id, in the version that was read; another one is left. */
export async function removeLockById(
  objects: BucketObjects,
  key: string,
  id: string,
): Promise<'removed' | 'changed' | 'gone'> {
  const object = await objects.read(key);
  if (!object) return 'gone';
  const { holder } = readLock(key, object.bytes, object.version);
  if ('unreadable' in holder || holder.ID !== id) return 'changed';
  return objects.delete(key, object.version);
}
