import { ManagementDeployRoleStack, RegionalPipelineStack } from '@regional-pipeline/pipeline-constructs';
import type { App } from 'aws-cdk-lib/core';
import type { RegionalPipelineInputs } from './input-definitions.js';

/**
 * Adds the stacks of one regional pipeline: `regional-pipeline-<region>` in the regional account, and a
 * `management-deploy-role-<region>-<account>` in each management account.
 */
export function addStacks(app: App, inputs: RegionalPipelineInputs): void {
  const { managementAccounts, ...settings } = inputs;
  const { region, regionalAccount } = settings;
  new RegionalPipelineStack(app, `regional-pipeline-${region}`, settings);
  for (const managementAccount of managementAccounts) {
    new ManagementDeployRoleStack(app, `management-deploy-role-${region}-${managementAccount}`, {
      region,
      regionalAccount,
      managementAccount,
    });
  }
}
