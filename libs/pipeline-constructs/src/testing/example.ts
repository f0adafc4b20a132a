import { BucketName, ManagementDeployRoleStack, RegionalPipelineStack, RepositoryId } from '../index.js';
import { AccountId, Region } from '@regional-pipeline/platform-model';
import type { App } from 'aws-cdk-lib/core';

const region = Region.parse('eu-central-1');
const regionalAccount = AccountId.parse('111111111111');

export function addPipelineOfFrankfurt(app: App): void {
  new RegionalPipelineStack(app, 'frankfurt', {
    region,
    regionalAccount,
    repositoryId: RepositoryId.parse('owner/platform'),
    centralStateBucket: BucketName.parse('central-terraform-state'),
  });
  new ManagementDeployRoleStack(app, 'frankfurt-deploy-role', {
    region,
    regionalAccount,
    managementAccount: AccountId.parse('222222222222'),
  });
}
