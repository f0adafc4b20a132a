import type { ClusterName } from './cluster-name.js';

/** Where Central keeps the state whose output `accounts` names the minted accounts. */
export const centralStateKey = 'management-deploy/terraform.tfstate';

/** The prefix of the central bucket that the regional pipeline may read, and nothing beside it. */
export const centralStatePrefix = 'management-deploy/';

/** The prefix of the pipeline's own records in the management state bucket. */
export const pipelineRunsPrefix = 'pipeline-runs/';

/** The key of a cluster's Terraform state in the management state bucket. */
export function clusterStateKey(cluster: ClusterName): string {
  return `${cluster}/terraform.tfstate`;
}

/** The key of the lock file that Terraform's S3 backend keeps beside a state. */
export function stateLockKey(stateKey: string): string {
  return `${stateKey}.tflock`;
}
