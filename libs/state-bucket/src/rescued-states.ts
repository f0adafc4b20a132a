import { createHash } from 'node:crypto';
import { PlatformError, rescuePrefix, type ClusterName, type RunId } from '@regional-pipeline/platform-model';
import type { BucketObjects } from './bucket-objects.js';
import { stateBucketErrors } from './errors.js';
import { identifyState, type StateIdentity } from './terraform-state.js';

/** A Terraform state that did not reach the backend, as it is kept under the run. */
export interface RescuedState {
  /** Below the run's and the cluster's prefix: a digest of the content, and the name of the file. */
  readonly name: string;
  readonly key: string;
  readonly bytes: number;
  /** When it was put there, ISO 8601. */
  readonly rescuedAt: string;
  /** Null where it is no whole state of version 4: it is kept all the same, and cannot be pushed. */
  readonly identity: StateIdentity | null;
}

/**
 * Keeps a state that did not reach the backend, whatever its bytes are, under a name that says what they are: so it
 * overwrites nothing, and keeping the same again changes nothing.
 *
 * @param file the name of the file that it was found in, which may have folders
 * @returns the name under which it is kept
 */
export async function putRescuedState(
  objects: BucketObjects,
  run: RunId,
  cluster: ClusterName,
  file: string,
  bytes: Uint8Array,
): Promise<string> {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const name = `${digest.slice(0, 12)}-${file.replaceAll('/', '-')}`;
  await objects.write(rescuePrefix(run, cluster) + name, bytes, { missing: true });
  return name;
}

/** Lists the states of a cluster that were rescued in a run, in the order of their names. */
export async function listRescuedStates(
  objects: BucketObjects,
  run: RunId,
  cluster: ClusterName,
): Promise<readonly RescuedState[]> {
  const prefix = rescuePrefix(run, cluster);
  const states: RescuedState[] = [];
  for await (const page of objects.list(prefix)) {
    for (const { key, bytes, lastModified } of page.objects) {
      const object = await objects.read(key);
      const identity = (object && identifyState(object.bytes)) ?? null;
      states.push({ name: key.slice(prefix.length), key, bytes, rescuedAt: lastModified, identity });
    }
  }
  return states;
}

/**
 * Reads a rescued state that may be pushed.
 *
 * @throws PlatformError RescuedStateMissing, RescuedStateInvalid, or an error of the bucket
 */
export async function readRescuedState(
  objects: BucketObjects,
  run: RunId,
  cluster: ClusterName,
  name: string,
): Promise<{ readonly bytes: Uint8Array; readonly identity: StateIdentity }> {
  const key = rescuePrefix(run, cluster) + name;
  const { bucket } = objects.access;
  const context = { bucket, key, run, cluster };
  const object = await objects.read(key);
  if (!object) {
    throw new PlatformError(stateBucketErrors.RescuedStateMissing, {
      message: `there is no rescued state s3://${bucket}/${key}.`,
      context,
    });
  }
  const identity = identifyState(object.bytes);
  if (!identity) {
    throw new PlatformError(stateBucketErrors.RescuedStateInvalid, {
      message: `the ${object.bytes.length} bytes of s3://${bucket}/${key} are no whole Terraform state of version 4.`,
      context,
    });
  }
  return { bytes: object.bytes, identity };
}
