import { ClusterName, clusterStateKey, stateLockKey } from '@regional-pipeline/platform-model';
import { z } from 'zod';

/** What Terraform's S3 backend writes into a lock file (statemgr.LockInfo), but for what nobody reads. */
export const LockInfo = z.object({
  ID: z.string().min(1),
  Operation: z.string(),
  Info: z.string(),
  /** `user@host` of the process that took the lock. */
  Who: z.string(),
  Version: z.string(),
  /** RFC 3339, in UTC, to the nanosecond. */
  Created: z.iso.datetime({ offset: true }),
  /** `bucket/key` of the state. */
  Path: z.string(),
});
export type LockInfo = z.infer<typeof LockInfo>;

/** A lock file, as it was read. */
export interface StateLock {
  readonly key: string;
  /** Whose state it locks; null where it is no cluster's. */
  readonly cluster: ClusterName | null;
  /** Which version was read: `removeLock` removes no other. */
  readonly version: string;
  /** Who holds it; or why that is not known. */
  readonly holder: LockInfo | { readonly unreadable: string };
}

/** Terraform's have a few hundred bytes; what is shown of one must not flood a terminal. */
const largestLockBytes = 16 * 1024;

/** Reads a lock file. What cannot be read is a lock all the same. */
export function readLock(key: string, bytes: Uint8Array, version: string): StateLock {
  return { key, cluster: clusterOf(key), version, holder: readHolder(bytes) };
}

function readHolder(bytes: Uint8Array): StateLock['holder'] {
  if (bytes.length > largestLockBytes)
    return { unreadable: `its ${bytes.length} bytes are more than a lock of Terraform's has` };
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return { unreadable: `its ${bytes.length} bytes are not JSON` };
  }
  const parsed = LockInfo.safeParse(content);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path }) => path.join('.') || 'all of it').join(', ');
  return { unreadable: `it is no lock of Terraform's (${fields})` };
}

function clusterOf(key: string): ClusterName | null {
  const { success, data } = ClusterName.safeParse(key.split('/')[0]);
  return success && key === stateLockKey(clusterStateKey(data)) ? data : null;
}
