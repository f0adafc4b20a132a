import type { DeployRole } from '@regional-pipeline/assume-role';
import type { ManagementCluster } from '@regional-pipeline/cluster-filter';
import {
  externalIdOf,
  managementResources,
  roleSessionName,
  type RunId,
} from '@regional-pipeline/platform-model';

/** The deploy role of a cluster's account, and how this run assumes it. */
export function deployRoleOf({ name, account, region }: ManagementCluster, run: RunId): DeployRole {
  return {
    region,
    arn: managementResources(region, account.id).deployRoleArn,
    accountId: account.id,
    externalId: externalIdOf(region),
    sessionName: roleSessionName(region, run, name),
  };
}
