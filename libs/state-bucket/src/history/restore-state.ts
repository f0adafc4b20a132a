import { isDeepStrictEqual } from 'node:util';
import { PlatformError, clusterStateKey, type ClusterName } from '@regional-pipeline/platform-model';
import type { BucketObjects } from '../bucket-objects.js';
import { stateBucketErrors } from '../errors.js';
import { holdStateLock } from '../hold-state-lock.js';
import type { StateIdentity } from '../terraform-state.js';
import type { StateDocument } from './state-document.js';
import {
  findStateVersion,
  listStateVersions,
  readStateVersion,
  requireState,
  type StateVersion,
} from './state-versions.js';

/** Which version is to become the cluster's state again, and who says so. */
export interface StateRestore {
  readonly cluster: ClusterName;
  /** Its id, or a beginning of it that no other has. */
  readonly version: string;
  /** The lineage to go back to, where a person knows that the current state's is the wrong one. */
  readonly lineage?: string;
  /** `user@host`, for the lock. */
  readonly who: string;
}

/** A state that is the cluster's again. */
export interface RestoredState extends StateIdentity {
  /** The version that it was taken from. */
  readonly version: string;
  /** What was the newest version before, for the way back; its serial is null where it cannot be read. */
  readonly replaced: { readonly version: string; readonly serial: number | null };
}

/** So many of the newest versions say which serials were used. */
const versionsBack = 20;

/**
 * Makes an earlier version the cluster's state again, under Terraform's own lock, as a new version: the one that it
 * replaces stays. All of it is as it was but for the serial, which is one more than any that was used, so that nobody
 * takes an older copy of the state for the newer one.
 *
 * @throws PlatformError StateVersionMissing, StateVersionUnusable, StateVersionCurrent, RestoreLineageDiffers,
 *   RescueStateLocked, RescueStateChanged: the state is as it was; RescueLockStays: it is restored, but locked; or an
 *   error of the bucket
 */
export async function restoreState(objects: BucketObjects, request: StateRestore): Promise<RestoredState> {
  const { cluster, who } = request;
  return holdStateLock(objects, { cluster, operation: 'state restore', who }, async () => {
    const versions = await listStateVersions(objects, cluster);
    const chosen = findStateVersion(cluster, versions, request.version);
    const current = findStateVersion(cluster, versions, undefined);
    const { state, text } = await requireState(objects, cluster, chosen);
    if (chosen === current) throw isCurrent(cluster, chosen);
    const used = await readIdentities(objects, cluster, versions.slice(0, versionsBack));
    requireLineage(request, chosen, state, used[0]);
    const ofLineage = used.filter(({ lineage }) => lineage === state.lineage);
    const serial = 1 + Math.max(state.serial, ...ofLineage.map((one) => one.serial));
    const key = clusterStateKey(cluster);
    const condition = current.deleted ? { missing: true as const } : { version: current.version };
    const bytes = new TextEncoder().encode(withSerial(text, state, serial));
    if ((await objects.write(key, bytes, condition)) === undefined) throw changed(objects, key);
    const replaced = used.find(({ id }) => id === current.id)?.serial ?? null;
    return {
      version: chosen.id,
      lineage: state.lineage,
      serial,
      replaced: { version: current.id, serial: replaced },
    };
  });
}

/** Lineage and serial of those versions that are whole states, the newest first. */
async function readIdentities(
  objects: BucketObjects,
  cluster: ClusterName,
  versions: readonly StateVersion[],
): Promise<(StateIdentity & { readonly id: string })[]> {
  const found: (StateIdentity & { id: string })[] = [];
  for (const version of versions) {
    const reading = await readStateVersion(objects, cluster, version);
    if (!('state' in reading)) continue;
    found.push({ id: version.id, lineage: reading.state.lineage, serial: reading.state.serial });
  }
  return found;
}

/** The text with another serial, every other character as it is: numbers in it may be larger than a JSON reader's. */
function withSerial(text: string, state: StateDocument, serial: number): string {
  const wanted = { ...(JSON.parse(text) as object), serial };
  for (const { 0: found, index } of text.matchAll(/"serial"\s*:\s*\d+/g)) {
    const raised = `${text.slice(0, index)}"serial": ${serial}${text.slice(index + found.length)}`;
    // An attribute may have this name as well: the right one is that which changes the state's own.
    if (isDeepStrictEqual(JSON.parse(raised), wanted)) return raised;
  }
  throw new TypeError(`a state of serial ${state.serial} writes its serial in no known way`);
}

function requireLineage(
  { cluster, lineage }: StateRestore,
  chosen: StateVersion,
  state: StateIdentity,
  newest: (StateIdentity & { readonly id: string }) | undefined,
): void {
  const expected = lineage ?? newest?.lineage ?? state.lineage;
  if (state.lineage === expected) return;
  const of = lineage === undefined ? `that of version ${newest?.id ?? ''}` : 'the one that was named';
  throw new PlatformError(stateBucketErrors.RestoreLineageDiffers, {
    message: `version ${chosen.id} of the state of ${cluster} has the lineage ${state.lineage}, and ${of} is ${expected}.`,
    remedy: `Find out which of the two tells of what is in the account; where it is version ${chosen.id}, restore it with --lineage ${state.lineage}.`,
    context: { cluster, version: chosen.id, lineage: state.lineage, expected },
  });
}

function isCurrent(cluster: ClusterName, { id }: StateVersion): PlatformError {
  return new PlatformError(stateBucketErrors.StateVersionCurrent, {
    message: `version ${id} is the state of ${cluster} already.`,
    remedy: `See \`orchestrator state versions ${cluster}\` for the earlier ones.`,
    context: { cluster, version: id },
  });
}

function changed(objects: BucketObjects, key: string): PlatformError {
  return new PlatformError(stateBucketErrors.RescueStateChanged, {
    message: `s3://${objects.access.bucket}/${key} was written while its lock was held by this restore; it is not overwritten.`,
    context: { key },
  });
}
