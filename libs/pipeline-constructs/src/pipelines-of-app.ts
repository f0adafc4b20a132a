import type { AccountId, Region } from '@regional-pipeline/platform-model';
import type { PipelineIntent, RegionalIntent } from '@regional-pipeline/security-model';
import type { IConstruct } from 'constructs';
import { ManagementDeployRoleStack } from './management-deploy-role-stack.js';
import { assumeScopeOf } from './assume-scope-of.js';
import { RegionalPipelineStack } from './regional-pipeline-stack.js';
import type { RegionalPipelineSettings } from './regional-pipeline-settings.js';

/** One region's pipeline in an app: what was asked for, and the stacks that are to be it. */
export interface PipelineStacks {
  readonly intent: PipelineIntent;
  readonly stacks: readonly { readonly constructPath: string; readonly accountId: AccountId }[];
}

/**
 * Finds the pipelines of an app by their stacks. An app may have the regional stacks alone, or the management
 * accounts' alone.
 */
export function findPipelines(app: IConstruct): readonly PipelineStacks[] {
  const pipelines = new Map<string, PipelineStacks>();
  const add = (
    region: Region,
    regionalAccount: AccountId,
    stack: IConstruct,
    accountId: AccountId,
    regional?: RegionalIntent,
  ) => {
    const key = `${region} ${regionalAccount}`;
    const { intent, stacks } = pipelines.get(key) ?? { intent: { region, regionalAccount }, stacks: [] };
    pipelines.set(key, {
      intent: { ...intent, ...(regional && { regional }) },
      stacks: [...stacks, { constructPath: stack.node.path, accountId }],
    });
  };
  for (const stack of app.node.findAll()) {
    if (stack instanceof RegionalPipelineStack) {
      const { region, regionalAccount } = stack.settings;
      add(region, regionalAccount, stack, regionalAccount, regionalIntentOf(stack.settings));
    }
    if (stack instanceof ManagementDeployRoleStack) {
      const { region, regionalAccount, managementAccount } = stack.settings;
      add(region, regionalAccount, stack, managementAccount);
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
  };
}
