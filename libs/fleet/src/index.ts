export {
  clusterResult,
  type ClusterOutcome,
  type ClusterResult,
  type ClusterVerdict,
} from './cluster-result.js';
export type {
  ClusterFinished,
  ClusterRetrying,
  ClusterStarted,
  ConcurrencyChanged,
  DeadlineReached,
  FleetEvent,
  RunDraining,
  RunFinished,
  RunStarted,
  RunSummary,
  RunTotals,
  WaveBaking,
  WaveGateShut,
  WaveStarted,
} from './fleet-event.js';
export type { Deadline, FleetJob, FleetPorts, FleetRun, JobOutcome, WaveHealth } from './fleet-run.js';
export type { RetryPolicy } from './backoff.js';
export { runFleet } from './run-fleet.js';
export { verdictOf } from './run-progress.js';
export { withSummary } from './with-summary.js';
export { fleetErrors } from './errors.js';
export { journalErrors } from './journal/errors.js';
export type { RecordStore, StoredRecord } from './journal/record-store.js';
export { memoryRecordStore } from './journal/memory-record-store.js';
export type { JournalPorts } from './journal/journal-ports.js';
export type { VersionedRecord } from './journal/journal-record.js';
export type { RunInputs } from './journal/run-inputs.js';
export type { RunCluster, RunRecord, SettledCluster, Tenure, TenureEnd } from './journal/run-record.js';
export type { Attempt, ClusterRecord } from './journal/cluster-record.js';
export {
  readClusterOwner,
  type Block,
  type Claim,
  type OwnerRecord,
  type Unblocking,
} from './journal/owner-record.js';
export { judgeClaim, judgeRun, type RunState } from './journal/judge-holder.js';
export { startRun, type RunRequest } from './journal/start-run.js';
export { resumeRun, type ResumeRequest, type ResumedRun } from './journal/resume-run.js';
export { joinRun, type JoinedRun } from './journal/join-run.js';
export { concludeRun } from './journal/conclude-run.js';
export type { ClusterAddress } from './journal/claim-cluster.js';
export type { AttemptResult, UnsavedState } from './journal/cluster-claim.js';
export type { ClusterClaim, RunEnding, RunJournal } from './journal/run-journal.js';
export {
  readRun,
  readRunRecord,
  type ClusterState,
  type ClusterStory,
  type RunStory,
} from './journal/read-run.js';
export { listRunIds, listRuns, type ListedRun, type UnreadableRun } from './journal/list-runs.js';
export { expectedDurations } from './journal/expected-durations.js';
export { listAttempts, type JudgedAttempt } from './journal/list-attempts.js';
export { readBlock, unblockCluster, type BlockedCluster } from './journal/unblock-cluster.js';
