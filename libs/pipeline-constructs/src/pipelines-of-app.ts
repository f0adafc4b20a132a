import { AccountId, type Region } from '@regional-pipeline/platform-model';
import type { PipelineIntent, RegionalIntent } from '@regional-pipeline/security-model';
import { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { ManagementDeployRoleStackSet } from './management-deploy-role-stack-set.js';
import { ManagementDeployRoleStack } from './management-deploy-role-stack.js';
import { assumeScopeOf } from './assume-scope-of.js';
import { RegionalPipelineStack } from './regional-pipeline-stack.js';
import type { RegionalPipelineSettings } from './regional-pipeline-settings.js';

/** One region's pipeline in an app: what was asked for, and the stacks that are to be it. */
export interface PipelineStacks {
  readonly intent: PipelineIntent;
  readonly stacks: readonly PipelineStack[];
}

/** A stack of a pipeline, and where its template is found. */
export interface PipelineStack {
  /** The stack whose template it is, or in whose template the StackSet stands. */
  readonly constructPath: string;
  readonly accountId: AccountId;
  /** Of the StackSet that has the template as its body. */
  readonly stackSetLogicalId?: string;
}

/**
 * The account that stands for all accounts of a StackSet. Its template has the pseudo parameter for the account, so
 * what is proved of one account is proved of each; no account has this id, so a template that has an id in place of the
 * pseudo parameter is not taken for one that fits.
 */
const anyAccount = AccountId.parse('000000000000');

/**
 * Finds the pipelines of an app by their stacks and StackSets, in its stages as well. An app may have the regional stacks alone, or the management
 * accounts' alone.
 */
export function findPipelines(app: IConstruct): readonly PipelineStacks[] {
  const pipelines = new Map<string, PipelineStacks>();
  const add = (
    region: Region,
    regionalAccount: AccountId,
    stack: PipelineStack,
    regional?: RegionalIntent,
  ) => {
    const key = `${region} ${regionalAccount}`;
    const { intent, stacks } = pipelines.get(key) ?? { intent: { region, regionalAccount }, stacks: [] };
    pipelines.set(key, {
      intent: { ...intent, ...(regional && { regional }) },
      stacks: [...stacks, stack],
    });
  };
  for (const found of app.node.findAll()) {
    const constructPath = found.node.path;
    if (found instanceof RegionalPipelineStack) {
      const { region, regionalAccount } = found.settings;
      const stack = { constructPath, accountId: regionalAccount };
      add(region, regionalAccount, stack, regionalIntentOf(found.settings));
    }
    if (found instanceof ManagementDeployRoleStack) {
      const { region, regionalAccount, managementAccount } = found.settings;
      add(region, regionalAccount, { constructPath, accountId: managementAccount });
    }
    if (found instanceof ManagementDeployRoleStackSet) {
      const { region, regionalAccount } = found.settings;
      const stack = Stack.of(found);
      const stackSetLogicalId = stack.resolve(found.logicalId) as string;
      add(region, regionalAccount, {
        constructPath: stack.node.path,
        accountId: anyAccount,
        stackSetLogicalId,
      });
    }
  }
  return [...pipelines.values()];
}

function regionalIntentOf(settings: RegionalPipelineSettings): RegionalIntent {
  const { centralStateBucket, breakGlassRoleArn, connectionArn } = settings;
  return {
    centralStateBucket,
    assumeScope: assumeScopeOf(settings),
    ...(breakGlassRoleArn && { breakGlassRoleArn }),
    ...(connectionArn && { connectionArn }),
    ...(settings.fanOut === 'distributed-map' && { fanOut: true }),
  };
}
