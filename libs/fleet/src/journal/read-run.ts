import pLimit from 'p-limit';
import {
  PlatformError,
  clusterRecordKey,
  clusterRecordsPrefix,
  runRecordKey,
  type HolderState,
  type RunId,
} from '@regional-pipeline/platform-model';
import { lastAttempt, type Attempt, type ClusterRecord } from './cluster-record.js';
import { journalErrors } from './errors.js';
import type { JournalPorts } from './journal-ports.js';
import { readRecord, type VersionedRecord } from './journal-record.js';
import { judgeClaim, judgeRun, type RunState } from './judge-holder.js';
import { readClusterOwner, type Claim, type OwnerRecord } from './owner-record.js';
import { readClusterRecord } from './record-attempt.js';
import { lastTenure, runRecordKind, type RunCluster, type RunRecord } from './run-record.js';

/** How many records are read at once. */
const readsAtOnce = 32;

/**
 * How a cluster stands in a run.
 *
 * - `deployed`, `failed`, `interrupted`: as its last attempt
 * - `running`: an attempt is at work; `unknown`: nothing proves whether it is
 * - `blocked`: a state of it waits for a person's decision, whichever run left it
 * - `not-started`: the run made no attempt
 */
export type ClusterState =
  'deployed' | 'failed' | 'interrupted' | 'running' | 'unknown' | 'blocked' | 'not-started';

/** A cluster of a run, and all that the journal knows of it. */
export interface ClusterStory extends RunCluster {
  readonly state: ClusterState;
  /** Those that have ended, in their order. */
  readonly attempts: readonly Attempt[];
  /** The attempt that has no end in the journal. */
  readonly claim: Claim | null;
  /** Why it stands like that, for people; null where the last attempt says it. */
  readonly evidence: string | null;
}

/** The whole of what the journal knows of a run. */
export interface RunStory {
  readonly record: RunRecord;
  readonly state: RunState;
  /** In the order of the record. */
  readonly clusters: readonly ClusterStory[];
}

/**
 * Reads everything about a run. It takes a request for each cluster that is deployed, and three for each that is not.
 *
 * @throws PlatformError `RunNotFound`, `JournalUnreadable` (never a story with a hole in it), and those of the store
 */
export async function readRun(ports: JournalPorts, run: RunId): Promise<RunStory> {
  const { content: record } = await readRunRecord(ports, run);
  return { record, state: await judgeRun(ports, record), clusters: await readClusterStories(ports, record) };
}

/** Reads a run's own record. */
export async function readRunRecord(
  { store }: Pick<JournalPorts, 'store'>,
  run: RunId,
): Promise<VersionedRecord<RunRecord>> {
  const stored = await readRecord(store, runRecordKind, runRecordKey(run));
  if (stored) return stored;
  throw new PlatformError(journalErrors.RunNotFound, {
    message: `the journal has no run ${run}: there is no ${runRecordKey(run)}.`,
    context: { run },
  });
}

/** Reads how each cluster of a run stands, in the order of the record. */
export async function readClusterStories(ports: JournalPorts, record: RunRecord): Promise<ClusterStory[]> {
  const recorded = new Set(await ports.store.list(clusterRecordsPrefix(record.run)));
  const limit = pLimit(readsAtOnce);
  return Promise.all(
    record.clusters.map((cluster) =>
      limit(() =>
        readStory(ports, record, cluster, recorded.has(clusterRecordKey(record.run, cluster.name))),
      ),
    ),
  );
}

async function readStory(
  ports: JournalPorts,
  record: RunRecord,
  cluster: RunCluster,
  isRecorded: boolean,
): Promise<ClusterStory> {
  const { store } = ports;
  const early = isRecorded ? (await readClusterRecord(store, record.run, cluster.name))?.content : undefined;
  if (early && lastAttempt(early).outcome === 'deployed')
    return storyOf(record, cluster, early, undefined, undefined);
  // The owner before the record: an attempt that ends between the two reads is seen with its end, not without any.
  const owner = (await readClusterOwner(store, cluster.name))?.content;
  const ended = (await readClusterRecord(store, record.run, cluster.name))?.content;
  const claim = openClaim(record.run, owner, ended);
  const judged = claim && (await judgeClaim(ports, cluster.name, claim));
  return storyOf(record, cluster, ended, owner, claim && judged && { claim, judged });
}

/** The claim of an attempt of this run that has no end yet. */
function openClaim(
  run: RunId,
  owner: OwnerRecord | undefined,
  ended: ClusterRecord | undefined,
): Claim | undefined {
  if (owner?.state !== 'owned' || owner.claim.run !== run) return undefined;
  return ended && lastAttempt(ended).attempt >= owner.claim.attempt ? undefined : owner.claim;
}

function storyOf(
  record: RunRecord,
  { name, accountId, wave }: RunCluster,
  ended: ClusterRecord | undefined,
  owner: OwnerRecord | undefined,
  open: { readonly claim: Claim; readonly judged: HolderState } | undefined,
): ClusterStory {
  const base = { name, accountId, wave, attempts: ended?.attempts ?? [], claim: open?.claim ?? null };
  const outcome = ended && lastAttempt(ended).outcome;
  if (outcome === 'deployed') return { ...base, state: 'deployed', evidence: null };
  if (owner?.state === 'blocked') return { ...base, state: 'blocked', evidence: owner.block.reason };
  if (open) {
    const { status, evidence } = open.judged;
    return { ...base, state: status === 'over' ? 'interrupted' : status, evidence };
  }
  if (outcome) return { ...base, state: outcome, evidence: null };
  return {
    ...base,
    state: 'not-started',
    evidence: lastTenure(record).end?.notStarted[name]?.reason ?? null,
  };
}
