import type { AccountId } from './account-id.js';
import type { Region } from './region.js';

/** The CloudFormation stack of a region's pipeline, in the regional account, whoever deploys it. */
export function regionalStackName(region: Region): string {
  return `regional-pipeline-${region}`;
}

/** The CloudFormation stack of the deploy role in one management account of a region. */
export function deployRoleStackName(region: Region, managementAccount: AccountId): string {
  return `management-deploy-role-${region}-${managementAccount}`;
}

/**
 * Under which prefix of Central's bucket the synthesized assembly of a region's pipeline is archived: what the pipeline is
 * deployed from again after a disaster. Central writes it; nothing of the region may.
 */
export function assemblyArchivePrefix(region: Region): string {
  return `rosa-regional-${region}-pipeline/`;
}
