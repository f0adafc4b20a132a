import { randomUUID } from 'node:crypto';
import {
  PlatformError,
  clusterStateKey,
  stateLockKey,
  type ClusterName,
} from '@regional-pipeline/platform-model';
import type { BucketObjects } from './bucket-objects.js';
import { stateBucketErrors } from './errors.js';
import { readLock, type LockInfo } from './state-lock.js';

/** Who locks a state, and what for. */
export interface LockRequest {
  readonly cluster: ClusterName;
  /** `rescue push` */
  readonly operation: string;
  /** `user@host`, as Terraform writes it. */
  readonly who: string;
}

/**
 * Does `work` while it holds the lock that Terraform's S3 backend takes for the cluster's state: the same file, of the
 * same format, made where there is none and removed by a conditional delete.
 *
 * @throws PlatformError RescueStateLocked where somebody holds it; RescueLockStays where it could not be removed after the
 *   work was done; what `work` throws, or an error of the bucket
 */
export async function holdStateLock<T>(
  objects: BucketObjects,
  request: LockRequest,
  work: () => Promise<T>,
): Promise<T> {
  const key = stateLockKey(clusterStateKey(request.cluster));
  const info = lockInfo(request, objects.access.bucket);
  const version = await objects.write(key, new TextEncoder().encode(JSON.stringify(info)), { missing: true });
  if (version === undefined) throw await stateLocked(objects, request.cluster, key);
  const outcome = await work().then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  const removal = await objects.delete(key, version).catch((error: unknown) => ({ error }));
  // What went wrong with the work matters more than the lock that it left.
  if ('error' in outcome) throw outcome.error;
  if (removal !== 'removed') throw lockStays(objects, request, info.ID, key, removal);
  return outcome.value;
}

function lockInfo({ cluster, operation, who }: LockRequest, bucket: string): LockInfo {
  return {
    ID: randomUUID(),
    Operation: operation,
    Info: '',
    Who: who,
    Version: '',
    Created: new Date().toISOString(),
    Path: `${bucket}/${clusterStateKey(cluster)}`,
  };
}

async function stateLocked(
  objects: BucketObjects,
  cluster: ClusterName,
  key: string,
): Promise<PlatformError> {
  const object = await objects.read(key);
  const holder = object && readLock(key, object.bytes, object.version).holder;
  const said =
    holder === undefined
      ? 'its lock is gone by now'
      : 'unreadable' in holder
        ? holder.unreadable
        : `lock ${holder.ID}, held by ${holder.Who} for ${holder.Operation} since ${holder.Created}`;
  return new PlatformError(stateBucketErrors.RescueStateLocked, {
    message: `the state of ${cluster} is locked by s3://${objects.access.bucket}/${key} (${said}).`,
    context: { cluster, key, holder },
  });
}

function lockStays(
  objects: BucketObjects,
  { cluster, operation }: LockRequest,
  id: string,
  key: string,
  removal: 'changed' | 'gone' | { readonly error: unknown },
): PlatformError {
  const why =
    typeof removal === 'string'
      ? `it was ${removal === 'gone' ? 'removed' : 'replaced'} by somebody else`
      : removal.error instanceof PlatformError
        ? removal.error.message
        : String(removal.error);
  return new PlatformError(stateBucketErrors.RescueLockStays, {
    message:
      `${operation} of ${cluster} is done, but its lock ${id} (s3://${objects.access.bucket}/${key}) could not be ` +
      `removed: ${why}`,
    context: { cluster, key, id },
  });
}
