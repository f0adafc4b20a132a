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
export type { RecordStore, StoredRecord } from './journal/record-store.js';
