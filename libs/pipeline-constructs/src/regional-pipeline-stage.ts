import { deployRoleStackName, regionalStackName, type AccountId } from '@regional-pipeline/platform-model';
import { Stage } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ManagementDeployRoleStack } from './management-deploy-role-stack.js';
import type { RegionalPipelineSettings } from './regional-pipeline-settings.js';
import { RegionalPipelineStack } from './regional-pipeline-stack.js';

export interface RegionalPipelineStageProps extends RegionalPipelineSettings {
  /**
   * The management accounts that get their deploy role by a stack of this stage. Default: none; they have it by a
   * {@link ManagementDeployRoleStackSet}.
   */
  readonly managementAccounts?: readonly AccountId[];
}

/**
 * One region's pipeline as a part of Central's app: its stack, and the deploy roles' where they are wanted.
 *
 * It is synthesized into an assembly of its own, `assembly-<id>`, from which the CDK command line deploys this region
 * without the app: what Central archives for disaster recovery. The stacks' names do not depend on the stage.
 *
 * @throws ContradictorySettings, and trust-policies' errors
 */
export class RegionalPipelineStage extends Stage {
  readonly pipeline: RegionalPipelineStack;
  readonly deployRoles: readonly ManagementDeployRoleStack[];

  constructor(
    scope: Construct,
    id: string,
    { managementAccounts = [], ...settings }: RegionalPipelineStageProps,
  ) {
    super(scope, id);
    const { region, regionalAccount } = settings;
    this.pipeline = new RegionalPipelineStack(this, regionalStackName(region), settings);
    this.deployRoles = managementAccounts.map(
      (managementAccount) =>
        new ManagementDeployRoleStack(this, deployRoleStackName(region, managementAccount), {
          region,
          regionalAccount,
          managementAccount,
        }),
    );
  }
}
