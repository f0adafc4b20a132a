import { AccountId, Region } from '@regional-pipeline/platform-model';
import type { DeployRole } from '../deploy-role.js';

export const MANAGEMENT = AccountId.parse('222222222222');
export const region = Region.parse('us-east-1');

/** The management account's deploy role, as the pipeline of us-east-1 assumes it. */
export const deployRole: DeployRole = {
  region,
  arn: `arn:aws:iam::${MANAGEMENT}:role/ManagementClusterDeployRole`,
  accountId: MANAGEMENT,
  externalId: 'regional-pipeline-us-east-1',
  sessionName: 'us-east-1.20260131t235959-0a1b.blue',
};
