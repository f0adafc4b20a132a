import type { AccountId } from './account-id.js';
import { partitionOf, type Partition, type Region } from './region.js';

/** The names in a management account. Other systems rely on the first one. */
export const managementNames = {
  deployRole: 'ManagementClusterDeployRole',
  /** The managed policy that every role which the deploy role creates must carry as its boundary. */
  permissionsBoundary: 'ManagementClusterPermissionsBoundary',
  /** Roles that the deploy role may create, change and pass start with this. */
  clusterRolePrefix: 'eks-',
} as const;

/** What the pipeline of a region relies on in one management account, by ARN. */
export interface ManagementResources {
  readonly partition: Partition;
  readonly region: Region;
  readonly accountId: AccountId;
  readonly deployRoleArn: string;
  readonly permissionsBoundaryArn: string;
  /** A pattern: `arn:…:role/eks-*`. */
  readonly clusterRolesArn: string;
  /** A pattern: every service-linked role of the account. */
  readonly serviceLinkedRolesArn: string;
}

/** Names the resources in the management account `accountId` that belong to `region`'s pipeline. */
export function managementResources(region: Region, accountId: AccountId): ManagementResources {
  const partition = partitionOf(region);
  const iam = (resource: string) => `arn:${partition}:iam::${accountId}:${resource}`;
  return {
    partition,
    region,
    accountId,
    deployRoleArn: iam(`role/${managementNames.deployRole}`),
    permissionsBoundaryArn: iam(`policy/${managementNames.permissionsBoundary}`),
    clusterRolesArn: iam(`role/${managementNames.clusterRolePrefix}*`),
    serviceLinkedRolesArn: iam('role/aws-service-role/*'),
  };
}
