import type { ClusterName } from './cluster-name.js';
import type { RunId } from './run-id.js';

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

/** The key of a run's own record: what was asked, with which inputs, who holds it, how it ended. */
export function runRecordKey(run: RunId): string {
  return `${pipelineRunsPrefix}${run}/run.json`;
}

/** The prefix of the records of a run's clusters. */
export function clusterRecordsPrefix(run: RunId): string {
  return `${pipelineRunsPrefix}${run}/clusters/`;
}

/** The key of one cluster's record in a run: its attempts and how they ended. */
export function clusterRecordKey(run: RunId, cluster: ClusterName): string {
  return `${clusterRecordsPrefix(run)}${cluster}.json`;
}

/** The key of the redacted output of one attempt, counted from 1. */
export function clusterLogKey(run: RunId, cluster: ClusterName, attempt: number): string {
  return `${pipelineRunsPrefix}${run}/logs/${cluster}.${attempt}.log`;
}

/** The prefix of Terraform states of a cluster that did not reach the backend in a run. */
export function rescuePrefix(run: RunId, cluster: ClusterName): string {
  return `${pipelineRunsPrefix}${run}/rescue/${cluster}/`;
}

/** The prefix of the records that say which run owns a cluster. */
export const clusterOwnersPrefix = `${pipelineRunsPrefix}owners/`;

/** The key of the record that says which run owns a cluster, or that it is free, or blocked. */
export function clusterOwnerKey(cluster: ClusterName): string {
  return `${clusterOwnersPrefix}${cluster}.json`;
}
