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
export { startProvisioning } from './start-provisioning.js';
