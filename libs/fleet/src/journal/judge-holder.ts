import { runRecordKey, type ClusterName, type HolderState } from '@regional-pipeline/platform-model';
import { readRecord } from './journal-record.js';
import type { JournalPorts } from './journal-ports.js';
import type { Claim } from './owner-record.js';
import { lastTenure, runRecordKind, type RunRecord } from './run-record.js';

/**
 * How a run stands. `ended`: its holder said so; `died`: its holder is provably over and did not; `unknown`: its
 * holder did not say so, and cannot be seen from here.
 */
export interface RunState {
  readonly status: 'running' | 'ended' | 'died' | 'unknown';
  /** For people: what was seen. */
  readonly evidence: string;
}

/** Judges how a run stands: by its own record, then by its holder. Never by its age. */
export async function judgeRun(
  ports: Pick<JournalPorts, 'holderState'>,
  record: RunRecord,
): Promise<RunState> {
  const { end, holder, fannedOut } = lastTenure(record);
  if (end) return { status: 'ended', evidence: `it ended at ${end.at}` };
  if (fannedOut) {
    return {
      status: 'unknown',
      evidence: `its clusters were left to builds of their own, and \`orchestrator conclude ${record.run}\` has not ended it`,
    };
  }
  const { status, evidence } = await ports.holderState(holder);
  return { status: status === 'over' ? 'died' : status, evidence };
}

/**
 * Whether the attempt that a claim stands for is over: only then may the cluster be taken, or its lock be removed.
 *
 * It is where its holder is; or where the holder has said that it ended, and not that this cluster's processes may
 * still be at work; or where the holder's run was taken over since, for that took a proof. For who only joined the run
 * nothing but its own end counts.
 *
 * @throws PlatformError `JournalUnreadable`, and those of the store
 */
export async function judgeClaim(
  ports: Pick<JournalPorts, 'store' | 'holderState'>,
  cluster: ClusterName,
  claim: Claim,
): Promise<HolderState> {
  const seen = await ports.holderState(claim.holder);
  if (seen.status !== 'unknown' || claim.worker) return seen;
  const stored = await readRecord(ports.store, runRecordKind, runRecordKey(claim.run));
  const tenure = stored?.content.tenures[claim.tenure - 1];
  const kept = tenure?.end?.kept[cluster];
  if (kept !== undefined) return { status: 'unknown', evidence: `${kept}; ${seen.evidence}` };
  if (tenure?.end) return { status: 'over', evidence: `run ${claim.run} ended at ${tenure.end.at}` };
  const next = stored?.content.tenures[claim.tenure];
  return next?.takenOver ? { status: 'over', evidence: next.takenOver } : seen;
}
