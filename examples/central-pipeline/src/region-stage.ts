import {
  ManagementDeployRoleStackSet,
  RegionalPipelineStage,
  TemplateOnlySynthesizer,
} from '@regional-pipeline/pipeline-constructs';
import { assemblyArchivePrefix } from '@regional-pipeline/platform-model';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { central, repositoryId, type RegionEntry } from './regions.js';

/**
 * Everything of one region in one assembly: the pipeline's stack for the regional account, and a stack for Central's own
 * account with the StackSet that gives the region's management accounts their deploy role.
 */
export class RegionStage extends RegionalPipelineStage {
  readonly deployRoleSet: Stack;
  readonly entry: RegionEntry;

  constructor(scope: Construct, entry: RegionEntry) {
    const { region, regionalAccount, managementUnit } = entry;
    super(scope, assemblyArchivePrefix(region).replace(/\/$/, ''), {
      region,
      regionalAccount,
      repositoryId,
      centralStateBucket: central.stateBucket,
    });
    this.entry = entry;
    this.deployRoleSet = new Stack(this, 'deploy-roles', {
      stackName: `management-deploy-roles-${region}`,
      env: { account: central.account, region: central.region },
      // No bootstrap rule and no asset: the archived assembly is deployed again without anything beside it.
      synthesizer: TemplateOnlySynthesizer.create(),
    });
    new ManagementDeployRoleStackSet(this.deployRoleSet, 'DeployRoles', {
      region,
      regionalAccount,
      organizationalUnitIds: [managementUnit],
    });
  }
}
