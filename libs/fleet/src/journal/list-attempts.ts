import type { ClusterName, HolderState, RunHolder, RunId } from '@regional-pipeline/platform-model';
import type { JournalPorts } from './journal-ports.js';
import { judgeClaim } from './judge-holder.js';
import { isUnreadableRun, listRunIds } from './list-runs.js';
import { readClusterOwner } from './owner-record.js';
import { readRunRecord } from './read-run.js';
import { readClusterRecord } from './record-attempt.js';

/** An attempt at a cluster, by whom it was made, and whether that one is over. */
export interface JudgedAttempt {
  readonly run: RunId;
  /** Counted from 1 in the run. */
  readonly attempt: number;
  /** ISO 8601 */
  readonly startedAt: string;
  /** Null where it has not ended, or nobody recorded when. */
  readonly endedAt: string | null;
  readonly holder: RunHolder;
  readonly holderState: HolderState;
}

/** As many runs before the moment are looked at: who left something behind is among the latest. */
const runsBack = 20;

/**
 * Lists who was at work on a cluster around a moment: the attempt that holds it now, and those of the latest runs that
 * had begun by then. For finding out who left a lock.
 *
 * @param moment ISO 8601
 * @throws PlatformError those of the store, and JournalUnreadable for the cluster's own records
 */
export async function listAttempts(
  ports: JournalPorts,
  cluster: ClusterName,
  moment: string,
): Promise<JudgedAttempt[]> {
  const { store } = ports;
  const owner = (await readClusterOwner(store, cluster))?.content;
  const attempts: JudgedAttempt[] = [];
  if (owner?.state === 'owned') {
    const { run, attempt, since, holder } = owner.claim;
    const holderState = await judgeClaim(ports, cluster, owner.claim);
    attempts.push({ run, attempt, startedAt: since, endedAt: null, holder, holderState });
  }
  const begun = (await listRunIds(store)).filter((run) => startOf(run) <= Date.parse(moment));
  for (const run of begun.slice(0, runsBack)) attempts.push(...(await readAttempts(ports, run, cluster)));
  return attempts;
}

async function readAttempts(
  ports: JournalPorts,
  run: RunId,
  cluster: ClusterName,
): Promise<readonly JudgedAttempt[]> {
  const ended = (await readClusterRecord(ports.store, run, cluster))?.content.attempts ?? [];
  if (ended.length === 0) return [];
  const record = await readRunRecord(ports, run).catch((error: unknown) => {
    if (isUnreadableRun(error)) return undefined;
    throw error;
  });
  // Without its record nobody knows whose the attempts were: they then prove nothing.
  if (!record) return [];
  const { tenures } = record.content;
  return ended.flatMap(({ attempt, tenure, startedAt, endedAt, reason }) => {
    const holder = tenures[tenure - 1]?.holder;
    if (!holder) return [];
    const evidence = endedAt === null ? (reason ?? 'it was interrupted') : `it ended at ${endedAt}`;
    // An interrupted attempt is recorded only after its holder was proved to be over.
    return [{ run, attempt, startedAt, endedAt, holder, holderState: { status: 'over', evidence } }];
  });
}

/** A run's id begins with the second at which it started: `20260131t235959-0a1b`. */
function startOf(run: RunId): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)/.exec(run)?.map(Number) ?? [];
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}
