export { provisionerErrors } from './errors.js';
export type {
  ProvisionFailed,
  ProvisionOutcome,
  ProvisionSucceeded,
  Provisioning,
} from './provision-outcome.js';
export type {
  ProvisionedCluster,
  ProvisionObserver,
  ProvisionRequest,
  StateBackend,
} from './provision-request.js';
export { runGuard, type GuardTimes } from './run-guard.js';
export { startGuard, type Guard, type RunningGuard, type WatchedGroup } from './start-guard.js';
export { startProvisioning } from './start-provisioning.js';
export type { StateLock } from './state-lock.js';
export type { StrandedState } from './stranded-state.js';
