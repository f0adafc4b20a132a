import { regionalNames, type RegionalResources } from '@regional-pipeline/platform-model';
import { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';
import type { Construct } from 'constructs';
import { deployActions } from './deploy-stage.js';
import type { FanOut } from './fan-out.js';
import { pushTrigger } from './push-trigger.js';
import type { BranchName, RepositoryId } from './repository.js';
import type { TriggerPath } from './trigger-path.js';

export interface DeployPipelineProps {
  readonly resources: RegionalResources;
  readonly connectionArn: string;
  readonly repositoryId: RepositoryId;
  readonly branchName: BranchName;
  readonly triggerPaths: readonly TriggerPath[];
  readonly fanOut: FanOut;
}

const sourceAction = 'Repository';

/** What the source stage puts out and the deploy stage takes in. */
const sourceArtifact = 'Source';

/**
 * The pipeline `management-cluster-pipeline`: a push to the branch that is about this region, then the build.
 *
 * Executions are QUEUED, for two deployments at once would fight over the clusters' state locks, and a
 * superseded one would be a push that was never deployed.
 */
export class DeployPipeline extends CfnPipeline {
  constructor(scope: Construct, id: string, props: DeployPipelineProps) {
    const { resources, connectionArn, repositoryId, branchName, triggerPaths, fanOut } = props;
    super(scope, id, {
      name: regionalNames.pipeline,
      pipelineType: 'V2',
      executionMode: 'QUEUED',
      roleArn: resources.pipelineRoleArn,
      restartExecutionOnUpdate: false,
      triggers: [
        pushTrigger({ sourceAction, region: resources.region, branchName, sharedPaths: triggerPaths }),
      ],
      artifactStore: { type: 'S3', location: resources.artifactsBucket },
      stages: [
        {
          name: 'Source',
          actions: [
            {
              name: sourceAction,
              actionTypeId: {
                category: 'Source',
                owner: 'AWS',
                provider: 'CodeStarSourceConnection',
                version: '1',
              },
              configuration: {
                ConnectionArn: connectionArn,
                FullRepositoryId: repositoryId,
                BranchName: branchName,
                OutputArtifactFormat: 'CODE_ZIP',
                // The trigger below starts the pipeline; this would do so at every push.
                DetectChanges: false,
              },
              outputArtifacts: [{ name: sourceArtifact }],
            },
          ],
        },
        {
          name: 'Deploy',
          actions: deployActions(resources, fanOut, sourceArtifact),
        },
      ],
    });
  }
}
