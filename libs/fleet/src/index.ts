export {
  clusterResult,
  type ClusterOutcome,
  type ClusterResult,
  type ClusterVerdict,
} from './cluster-result.js';
export type {
  ClusterFinished,
  ClusterStarted,
  FleetEvent,
  RunDraining,
  RunStarted,
  RunSummary,
} from './fleet-event.js';
export {
  runFleet,
  verdictOf,
  type FleetJob,
  type FleetPorts,
  type FleetRun,
  type JobOutcome,
} from './run-fleet.js';
export { fleetErrors } from './errors.js';
export type { RecordStore, StoredRecord } from './journal/record-store.js';
