import {
  clusterOwnerKey,
  type AccountId,
  type ClusterName,
  type RunHolder,
  type RunId,
} from '@regional-pipeline/platform-model';
import type { ClusterRecord } from './cluster-record.js';
import { clusterAccountChanged, clusterBlocked, clusterOwned } from './claim-refusals.js';
import type { JournalPorts } from './journal-ports.js';
import { formatRecord, type VersionedRecord } from './journal-record.js';
import { judgeClaim } from './judge-holder.js';
import { readClusterOwner, type Block, type Claim, type OwnerRecord } from './owner-record.js';
import { interruptedAttempt, nextAttempt, readClusterRecord, recordAttempt } from './record-attempt.js';
import { listUndecidedStates } from './undecided-states.js';

/** A cluster by its name, and the account that it stands for. */
export interface ClusterAddress {
  readonly name: ClusterName;
  readonly accountId: AccountId;
}

/** Who claims. */
export interface Claimant {
  readonly run: RunId;
  /** Which holder of the run, counted from 1. */
  readonly tenure: number;
  readonly holder: RunHolder;
  /** Whether it only joined the run. */
  readonly worker: boolean;
  /** The run's holder up to whom, counted from 1, all are over by a person's word; null where nobody said so. */
  readonly holderIsOver: number | null;
}

/** A claim that was taken, with what its end builds on. */
export interface TakenClaim {
  readonly owner: VersionedRecord<OwnerRecord>;
  readonly claim: Claim;
  /** The cluster's attempts so far; undefined where there are none. */
  readonly attempts: VersionedRecord<ClusterRecord> | undefined;
}

type Owned = Extract<OwnerRecord, { state: 'owned' }>;

/**
 * Takes a cluster for a run, by one conditional write: of two at once exactly one gets it.
 *
 * A claim whose attempt is over is taken: first the attempt is recorded as interrupted in its own run, then states
 * are looked for that it saved and did not get to tell of. Where there is one, the cluster is blocked and not taken.
 *
 * @param first whether the cluster surely has no attempt in this run yet, which saves a request
 * @throws PlatformError `ClusterOwned`, `ClusterBlocked`, `ClusterAccountChanged`, `JournalUnreadable`, and the store's
 */
export async function claimCluster(
  ports: JournalPorts,
  claimant: Claimant,
  { name, accountId }: ClusterAddress,
  first: boolean,
): Promise<TakenClaim> {
  const { store } = ports;
  const key = clusterOwnerKey(name);
  for (;;) {
    const before = await readClusterOwner(store, name);
    if (before && before.content.accountId !== accountId)
      throw clusterAccountChanged(before.content, accountId);
    if (before?.content.state === 'blocked') {
      const { block } = before.content;
      throw clusterBlocked(name, block, await listUndecidedStates(store, block.run, before.content));
    }
    if (before?.content.state === 'owned') {
      const evidence = await requireOver(ports, claimant, before.content);
      if (await blockWhereRescued(ports, before.content, before.version, evidence)) continue;
    }
    const begun = !first || lastRunOf(before?.content) === claimant.run;
    const attempts = begun ? await readClusterRecord(store, claimant.run, name) : undefined;
    const { run, tenure, holder, worker } = claimant;
    const claim: Claim = {
      run,
      tenure,
      attempt: nextAttempt(attempts),
      holder,
      ...(worker && { worker: true as const }),
      since: ports.now().toISOString(),
    };
    const unblocked = before?.content.unblocked ?? [];
    const content: OwnerRecord = { version: 1, cluster: name, accountId, unblocked, state: 'owned', claim };
    const version = before
      ? await store.replace(key, formatRecord(content), before.version)
      : await store.create(key, formatRecord(content));
    if (version !== undefined) return { owner: { content, version }, claim, attempts };
  }
}

/** What proves that a claim is over; throws where nothing does. */
async function requireOver(
  ports: JournalPorts,
  claimant: Claimant,
  { cluster, claim }: Owned,
): Promise<string> {
  const own = claim.run === claimant.run;
  // This very process wrote it, and does not work on it: the answer to the write, or the end, did not get through.
  if (own && claim.tenure === claimant.tenure && (!claim.worker || isSame(claim.holder, claimant.holder)))
    return 'its end could not be recorded';
  const { status, evidence } = await judgeClaim(ports, cluster, claim);
  if (status === 'over') return evidence;
  if (status === 'unknown' && own && !claim.worker && claim.tenure <= (claimant.holderIsOver ?? 0))
    return `a person said so; ${evidence}`;
  throw clusterOwned(cluster, claim, { status, evidence });
}

/** Of one holder of a run, those who joined it are many. */
function isSame(one: RunHolder, other: RunHolder): boolean {
  return (Object.keys(one) as (keyof RunHolder)[]).every((key) => one[key] === other[key]);
}

/** The run that has the cluster, or had it last. */
function lastRunOf(owner: OwnerRecord | undefined): RunId | undefined {
  if (owner?.state === 'owned') return owner.claim.run;
  return owner?.state === 'free' ? owner.last.run : undefined;
}

/** Records the attempt of a claim that is over, and blocks its cluster where it left a state that nobody told of. */
async function blockWhereRescued(
  ports: JournalPorts,
  content: Owned,
  version: string,
  evidence: string,
): Promise<boolean> {
  const { store } = ports;
  const { cluster, claim, unblocked } = content;
  const known = await readClusterRecord(store, claim.run, cluster);
  await recordAttempt(store, claim.run, cluster, interruptedAttempt(claim, evidence), known);
  if ((await listUndecidedStates(store, claim.run, content)).length === 0) return false;
  const block: Block = {
    run: claim.run,
    tenure: claim.tenure,
    attempt: claim.attempt,
    startedAt: claim.since,
    since: ports.now().toISOString(),
    reason: `attempt ${claim.attempt} of run ${claim.run} saved a state that did not reach the backend, and was over before it said so`,
    lineage: null,
    serial: null,
  };
  const { accountId } = content;
  const blocking: OwnerRecord = { version: 1, cluster, accountId, unblocked, state: 'blocked', block };
  await store.replace(clusterOwnerKey(cluster), formatRecord(blocking), version);
  return true;
}
