import { PlatformError, clusterStateKey, type ClusterName } from '@regional-pipeline/platform-model';
import type { BucketObjects, ListedVersion } from '../bucket-objects.js';
import { stateBucketErrors } from '../errors.js';
import { inspectState, type StateReading } from './inspect-state.js';
import type { StateDocument } from './state-document.js';

/** A version of a cluster's state, or the mark of its deletion. */
export type StateVersion = ListedVersion;

/**
 * The largest state that is read, in bytes: a parsed state takes several times as much memory. One of ten thousand
 * resources has about 6 MB.
 */
export const largestStateBytes = 32 * 1024 * 1024;

/** Lists the versions of a cluster's state, the newest first; empty where it never had one. */
export function listStateVersions(objects: BucketObjects, cluster: ClusterName): Promise<StateVersion[]> {
  return objects.versions(clusterStateKey(cluster));
}

/** Reads one of the listed versions, or says why it cannot be read; its size is known before it is asked for. */
export async function readStateVersion(
  objects: BucketObjects,
  cluster: ClusterName,
  listed: StateVersion,
): Promise<StateReading> {
  const bytes = await readBytes(objects, cluster, listed);
  return 'defect' in bytes ? bytes : inspectState(bytes);
}

async function readBytes(objects: BucketObjects, cluster: ClusterName, { id, bytes, deleted }: StateVersion) {
  if (deleted) return { defect: 'deleted', detail: 'it is the mark of a deletion' } as const;
  if (bytes > largestStateBytes) {
    const detail = `it has ${bytes} bytes, and no more than ${largestStateBytes} are looked at`;
    return { defect: 'too-large', detail } as const;
  }
  const object = await objects.read(clusterStateKey(cluster), id);
  return object?.bytes ?? ({ defect: 'deleted', detail: 'it is not there any more' } as const);
}

/**
 * Reads a version that must be a whole state.
 *
 * @throws PlatformError StateVersionUnusable, which says what it is instead; or an error of the bucket
 */
export async function requireState(
  objects: BucketObjects,
  cluster: ClusterName,
  version: StateVersion,
): Promise<{ readonly state: StateDocument; readonly text: string }> {
  const bytes = await readBytes(objects, cluster, version);
  const reading = 'defect' in bytes ? bytes : inspectState(bytes);
  if ('state' in reading && !('defect' in bytes))
    return { state: reading.state, text: new TextDecoder().decode(bytes) };
  const { defect, detail } = reading as Exclude<StateReading, { state: StateDocument }>;
  throw new PlatformError(stateBucketErrors.StateVersionUnusable, {
    message: `version ${version.id} of the state of ${cluster} is ${defect}: ${detail}.`,
    remedy: `See \`orchestrator state versions ${cluster}\` for one that is whole.`,
    context: { cluster, version: version.id, defect },
  });
}

/**
 * Finds a version by its id, or by a beginning of it that no other has; the newest where none is named.
 *
 * @throws PlatformError StateVersionMissing
 */
export function findStateVersion(
  cluster: ClusterName,
  versions: readonly StateVersion[],
  id: string | undefined,
): StateVersion {
  const exact = versions.find((one) => one.id === id);
  const begun = id === undefined ? versions.slice(0, 1) : versions.filter((one) => one.id.startsWith(id));
  const [found] = exact ? [exact] : begun;
  if (found && (exact ?? begun.length === 1)) return found;
  const known = versions.length === 0 ? 'it has none' : `it has ${versions.length}`;
  throw new PlatformError(stateBucketErrors.StateVersionMissing, {
    message:
      id === undefined
        ? `${cluster} has no state.`
        : `the state of ${cluster} has ${begun.length === 0 ? 'no version' : `${begun.length} versions that begin with`} ${JSON.stringify(id)}; ${known}.`,
    remedy: `See \`orchestrator state versions ${cluster}\` for those that it has.`,
    context: { cluster, version: id },
  });
}
