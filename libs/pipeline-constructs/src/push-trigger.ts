import type { Region } from '@regional-pipeline/platform-model';
import type { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';
import type { BranchName } from './repository.js';
import type { TriggerPath } from './trigger-path.js';

/** What starts a pipeline. */
export interface PushTriggerProps {
  /** The source action that the trigger belongs to. */
  readonly sourceAction: string;
  readonly region: Region;
  readonly branchName: BranchName;
  /** What all regions share in the repository. */
  readonly sharedPaths: readonly TriggerPath[];
}

/**
 * Starts the pipeline by a push to the branch in which a file of this region's definitions changed, or one that all
 * regions share; a change to another region's definitions starts nothing.
 *
 * It names what starts the pipeline and excludes nothing: how CodePipeline decides on a push with an excluded file beside
 * others is not documented, and a push that is missed would look like nothing to do.
 * Source: CodePipeline user guide, "Filter triggers on code push or pull requests".
 */
export function pushTrigger(props: PushTriggerProps): CfnPipeline.PipelineTriggerDeclarationProperty {
  const { sourceAction, region, branchName, sharedPaths } = props;
  return {
    providerType: 'CodeStarSourceConnection',
    gitConfiguration: {
      sourceActionName: sourceAction,
      push: [
        {
          branches: { includes: [branchName] },
          filePaths: { includes: [`management-clusters/${region}/**`, ...sharedPaths] },
        },
      ],
    },
  };
}
