import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { RecordStore } from '@regional-pipeline/fleet';
import { clusterLogKey, type ClusterName, type Region, type RunId } from '@regional-pipeline/platform-model';
import { BucketObjects } from './bucket-objects.js';
import {
  listStateVersions,
  readStateVersion,
  requireState,
  type StateVersion,
} from './history/state-versions.js';
import { restoreState, type RestoredState, type StateRestore } from './history/restore-state.js';
import type { StateReading } from './history/inspect-state.js';
import type { StateDocument } from './history/state-document.js';
import { listLocks } from './list-locks.js';
import { defaultPatienceMs } from './patience.js';
import { removeLockById } from './remove-lock-by-id.js';
import { pushRescuedState, type PushedState, type RescuePush } from './push-rescued-state.js';
import { recordStoreOn } from './record-store.js';
import { listRescuedStates, putRescuedState, type RescuedState } from './rescued-states.js';
import type { StateLock } from './state-lock.js';
import { uploadLog, type UploadedLog } from './upload-log.js';

/** Which bucket, and how it is asked. */
export interface StateBucketLocation {
  readonly bucket: string;
  readonly region: Region;
  /** Settings of the SDK's client that differ from its defaults: credentials, endpoint, timeouts. */
  readonly client?: Omit<S3ClientConfig, 'region' | 'maxAttempts' | 'retryStrategy'>;
  /** How long a request is repeated where that may help; a minute where it is left out. */
  readonly patienceMs?: number;
}

/** The management state bucket. Every method rejects with an error of `stateBucketErrors` where S3 cannot answer. */
export interface StateBucket extends RecordStore {
  /** Uploads the redacted output of an attempt, its last 50 MB; the file must not be written any more. */
  putLog(run: RunId, cluster: ClusterName, attempt: number, file: string): Promise<UploadedLog>;
  /** Keeps a state that did not reach the backend, and answers the name under which it is kept. */
  putRescuedState(run: RunId, cluster: ClusterName, file: string, bytes: Uint8Array): Promise<string>;
  /** Lists what was kept of a cluster in a run. */
  listRescuedStates(run: RunId, cluster: ClusterName): Promise<readonly RescuedState[]>;
  /** Makes a rescued state the cluster's, where lineage and serial show it to be the newer one. */
  pushRescuedState(push: RescuePush): Promise<PushedState>;
  /** Lists every lock of the bucket, with who holds it. */
  listLocks(): Promise<readonly StateLock[]>;
  /** Removes exactly the lock that was listed: `changed` where another one stands there, `gone` where none does. */
  removeLock(lock: StateLock): Promise<'removed' | 'changed' | 'gone'>;
  /** Removes the lock under this key where it still has this id, Terraform's own. */
  removeLockById(key: string, id: string): Promise<'removed' | 'changed' | 'gone'>;
  /** Lists the versions of a cluster's state and its deletions, the newest first. */
  listStateVersions(cluster: ClusterName): Promise<readonly StateVersion[]>;
  /** Reads a version that was listed, or says why it cannot be read. */
  readStateVersion(cluster: ClusterName, version: StateVersion): Promise<StateReading>;
  /** Reads a version that was listed, and rejects with StateVersionUnusable where it is no whole state. */
  requireState(cluster: ClusterName, version: StateVersion): Promise<StateDocument>;
  /** Makes an earlier version the cluster's state again, under its lock, with a greater serial. */
  restoreState(restore: StateRestore): Promise<RestoredState>;
  /** Ends the connections. */
  close(): void;
}

/** Opens the management state bucket. It sends nothing yet: the first request does. */
export function openStateBucket(location: StateBucketLocation): StateBucket {
  const { bucket, region, client = {}, patienceMs = defaultPatienceMs } = location;
  const objects = new BucketObjects({ bucket, region, client, patienceMs });
  return {
    ...recordStoreOn(objects),
    putLog: (run, cluster, attempt, file) => uploadLog(objects, clusterLogKey(run, cluster, attempt), file),
    putRescuedState: (run, cluster, file, bytes) => putRescuedState(objects, run, cluster, file, bytes),
    listRescuedStates: (run, cluster) => listRescuedStates(objects, run, cluster),
    pushRescuedState: (push) => pushRescuedState(objects, push),
    listLocks: () => listLocks(objects),
    removeLock: ({ key, version }) => objects.delete(key, version),
    removeLockById: (key, id) => removeLockById(objects, key, id),
    listStateVersions: (cluster) => listStateVersions(objects, cluster),
    readStateVersion: (cluster, version) => readStateVersion(objects, cluster, version),
    requireState: async (cluster, version) => (await requireState(objects, cluster, version)).state,
    restoreState: (restore) => restoreState(objects, restore),
    close: () => objects.close(),
  };
}
