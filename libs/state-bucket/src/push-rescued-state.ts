import { randomUUID } from 'node:crypto';
import {
  PlatformError,
  clusterStateKey,
  type ClusterName,
  type RunId,
} from '@regional-pipeline/platform-model';
import type { BucketObjects } from './bucket-objects.js';
import { stateBucketErrors } from './errors.js';
import { holdStateLock } from './hold-state-lock.js';
import { readRescuedState } from './rescued-states.js';
import { beginLineage, identifyState, type StateIdentity } from './terraform-state.js';

/** Which rescued state is to become the cluster's state, and who says so. */
export interface RescuePush {
  readonly run: RunId;
  readonly cluster: ClusterName;
  /** Of `RescuedState`. */
  readonly name: string;
  /** `user@host`, for the lock. */
  readonly who: string;
}

/** A state that is the cluster's now. */
export interface PushedState extends StateIdentity {
  /** The serial that was the cluster's before; null where it had no state. */
  readonly replacedSerial: number | null;
}

/**
 * Makes a rescued state the cluster's state, under Terraform's own lock: where the cluster has none, or one of the same
 * lineage with a smaller serial, as `terraform state push` does. A state without a lineage, which Terraform leaves where
 * it could not even look whether there is a state, is a cluster's first one and gets a lineage. Pushing what is
 * the cluster's state already changes nothing.
 *
 * @throws PlatformError RescuedStateMissing, RescuedStateInvalid, RescueStateLocked, CurrentStateInvalid,
 *   RescueLineageDiffers, RescueSerialNotNewer, RescueStateChanged: the state is as it was; RescueLockStays: it is pushed, but
 *   locked; or an error of the bucket
 */
export async function pushRescuedState(
  objects: BucketObjects,
  { run, cluster, name, who }: RescuePush,
): Promise<PushedState> {
  const rescued = await readRescuedState(objects, run, cluster, name);
  const identity = { ...rescued.identity, lineage: rescued.identity.lineage || randomUUID() };
  const bytes = rescued.identity.lineage ? rescued.bytes : beginLineage(rescued.bytes, identity.lineage);
  const key = clusterStateKey(cluster);
  return holdStateLock(objects, { cluster, operation: 'rescue push', who }, async () => {
    const current = await objects.read(key);
    // Pushed before, by a push that ended before it could say so.
    if (current && Buffer.compare(current.bytes, bytes) === 0)
      return { ...identity, replacedSerial: identity.serial };
    const replaced = current ? identifyCurrent(objects, key, current.bytes) : undefined;
    if (replaced) requireNewer(cluster, rescued.identity, replaced);
    const condition = current ? { version: current.version } : { missing: true as const };
    const version = await objects.write(key, bytes, condition);
    if (version === undefined) throw stateChanged(objects, key);
    return { ...identity, replacedSerial: replaced?.serial ?? null };
  });
}

function identifyCurrent(objects: BucketObjects, key: string, bytes: Uint8Array): StateIdentity {
  const identity = identifyState(bytes);
  if (identity) return identity;
  throw new PlatformError(stateBucketErrors.CurrentStateInvalid, {
    message: `the ${bytes.length} bytes of s3://${objects.access.bucket}/${key} are no whole Terraform state of version 4.`,
    context: { key },
  });
}

function requireNewer(cluster: ClusterName, rescued: StateIdentity, current: StateIdentity): void {
  const context = { cluster, rescued, current };
  if (rescued.lineage !== current.lineage) {
    throw new PlatformError(stateBucketErrors.RescueLineageDiffers, {
      message: `the rescued state has ${rescued.lineage ? `the lineage ${rescued.lineage}` : 'no lineage'}, and the state of ${cluster} ${current.lineage}.`,
      context,
    });
  }
  if (rescued.serial <= current.serial) {
    throw new PlatformError(stateBucketErrors.RescueSerialNotNewer, {
      message: `the rescued state has the serial ${rescued.serial}, and the state of ${cluster} ${current.serial}.`,
      context,
    });
  }
}

function stateChanged(objects: BucketObjects, key: string): PlatformError {
  return new PlatformError(stateBucketErrors.RescueStateChanged, {
    message: `s3://${objects.access.bucket}/${key} was written while its lock was held by this push; it is not overwritten.`,
    context: { key },
  });
}
