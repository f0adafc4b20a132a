export type {
  ProvisionedCluster,
  ProvisionObserver,
  ProvisionRequest,
  StateBackend,
} from './provision-request.js';
export type {
  ProvisionFailed,
  ProvisionOutcome,
  ProvisionSucceeded,
  Provisioning,
} from './provision-outcome.js';
