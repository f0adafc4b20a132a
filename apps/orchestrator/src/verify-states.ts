import { readClusterOwner, type JournalPorts, type OwnerRecord } from '@regional-pipeline/fleet';
import {
  ClusterName,
  clusterOwnersPrefix,
  isPlatformError,
  type AccountId,
} from '@regional-pipeline/platform-model';
import {
  checkState,
  describeResources,
  type StateBucket,
  type StateIdentity,
  type StateProblemKind,
} from '@regional-pipeline/state-bucket';
import type { JudgedLock } from './judge-locks.js';

/** So many clusters are looked at at once: each may have a state of 32 MB in memory. */
const atOnce = 4;

/** So many earlier versions say which lineage and serial are to be expected. */
const versionsBack = 5;

/** What was found out about a cluster's state. */
export interface VerifiedState {
  readonly cluster: ClusterName;
  /** `none`: it never had a state. `warning`: nothing is wrong with it, and something is to be known. */
  readonly status: 'ok' | 'warning' | 'failed' | 'none';
  /** Of the newest version; null where there is none. */
  readonly version: string | null;
  readonly serial: number | null;
  readonly resources: number | null;
  /** Whose the cluster is; null where no run has claimed it. */
  readonly accountId: AccountId | null;
  readonly findings: readonly StateFinding[];
}

/** One thing to be known of a state. */
export interface StateFinding {
  readonly status: 'warning' | 'failed';
  readonly code: StateProblemKind | 'owner-unreadable' | 'owner-unknown' | 'lock-left' | 'locked';
  readonly detail: string;
}

/**
 * Checks the state of every cluster that has one, or that a run has claimed: whether it can be read, is of the lineage
 * and the account that it should be, has a serial that did not go back, and no lock of a holder that is over. It reads.
 *
 * @throws PlatformError of the bucket: then nothing is said of any
 */
export async function verifyStates(
  bucket: StateBucket,
  ports: JournalPorts,
  locks: readonly JudgedLock[],
): Promise<VerifiedState[]> {
  const names = (await listClusters(bucket)).values();
  const verified: VerifiedState[] = [];
  const work = async () => {
    for (const cluster of names) verified.push(await verifyState(bucket, ports, cluster, locks));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return verified.sort((a, b) => (a.cluster < b.cluster ? -1 : 1));
}

/** The clusters that have something in the bucket, and those that have an owner: a deleted state is in no listing. */
async function listClusters(bucket: StateBucket): Promise<ClusterName[]> {
  const owners = (await bucket.list(clusterOwnersPrefix)).map((key) =>
    key.slice(clusterOwnersPrefix.length).replace(/\.json$/, ''),
  );
  return [...new Set([...(await bucket.listFolders('')), ...owners])].flatMap((name) => {
    const { success, data } = ClusterName.safeParse(name);
    return success ? [data] : [];
  });
}

async function verifyState(
  bucket: StateBucket,
  ports: JournalPorts,
  cluster: ClusterName,
  locks: readonly JudgedLock[],
): Promise<VerifiedState> {
  const findings = locks.filter(({ lock }) => lock.cluster === cluster).map(lockFinding);
  const owner = await readOwner(ports, cluster);
  if ('status' in owner) findings.push(owner);
  const accountId = 'accountId' in owner ? owner.accountId : null;
  const versions = await bucket.listStateVersions(cluster);
  const [newest, ...before] = versions;
  if (!newest) {
    const status = statusOf(findings) === 'failed' ? 'failed' : 'none';
    return { cluster, status, version: null, serial: null, resources: null, accountId, findings };
  }
  const reading = await bucket.readStateVersion(cluster, newest);
  const earlier: (StateIdentity & { id: string })[] = [];
  for (const version of before.slice(0, versionsBack)) {
    const read = await bucket.readStateVersion(cluster, version);
    if ('state' in read)
      earlier.push({ id: version.id, lineage: read.state.lineage, serial: read.state.serial });
  }
  const lineage = 'state' in owner && owner.state === 'blocked' ? owner.block.lineage : null;
  for (const { problem, detail } of checkState(reading, { earlier, lineage, accountId }))
    findings.push({ status: 'failed', code: problem, detail });
  return {
    cluster,
    status: statusOf(findings),
    version: newest.id,
    serial: 'state' in reading ? reading.state.serial : null,
    resources: 'state' in reading ? describeResources(reading.state).length : null,
    accountId,
    findings,
  };
}

async function readOwner(
  { store }: JournalPorts,
  cluster: ClusterName,
): Promise<OwnerRecord | (StateFinding & { readonly state?: never })> {
  try {
    const owner = await readClusterOwner(store, cluster);
    if (owner) return owner.content;
    const detail = 'no run has claimed the cluster yet, so nobody knows whose account it should tell of';
    return { status: 'warning', code: 'owner-unknown', detail };
  } catch (error) {
    if (!isPlatformError(error) || error.code !== 'JournalUnreadable') throw error;
    return { status: 'failed', code: 'owner-unreadable', detail: error.message };
  }
}

function lockFinding({ verdict: { removable, reason } }: JudgedLock): StateFinding {
  return removable
    ? { status: 'failed', code: 'lock-left', detail: reason }
    : { status: 'warning', code: 'locked', detail: reason };
}

function statusOf(findings: readonly StateFinding[]): 'ok' | 'warning' | 'failed' {
  if (findings.some(({ status }) => status === 'failed')) return 'failed';
  return findings.length > 0 ? 'warning' : 'ok';
}
