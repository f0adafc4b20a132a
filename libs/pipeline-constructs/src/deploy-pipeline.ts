import { regionalNames, type RegionalResources } from '@regional-pipeline/platform-model';
import { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';
import type { Construct } from 'constructs';
import type { BranchName, RepositoryId } from './repository.js';

export interface DeployPipelineProps {
  readonly resources: RegionalResources;
  readonly connectionArn: string;
  readonly repositoryId: RepositoryId;
  readonly branchName: BranchName;
}

/** What the source stage puts out and the deploy stage takes in. */
const sourceArtifact = 'Source';

/**
 * The pipeline `management-cluster-pipeline`: a push to the branch, then the build.
 *
 * Executions are QUEUED, for two deployments at once would fight over the clusters' state locks, and a
 * superseded one would be a push that was never deployed.
 */
export class DeployPipeline extends CfnPipeline {
  constructor(scope: Construct, id: string, props: DeployPipelineProps) {
    const { resources, connectionArn, repositoryId, branchName } = props;
    super(scope, id, {
      name: regionalNames.pipeline,
      pipelineType: 'V2',
      executionMode: 'QUEUED',
      roleArn: resources.pipelineRoleArn,
      restartExecutionOnUpdate: false,
      artifactStore: { type: 'S3', location: resources.artifactsBucket },
      stages: [
        {
          name: 'Source',
          actions: [
            {
              name: 'Repository',
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
                DetectChanges: true,
              },
              outputArtifacts: [{ name: sourceArtifact }],
            },
          ],
        },
        {
          name: 'Deploy',
          actions: [
            {
              name: 'ManagementClusters',
              actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
              configuration: { ProjectName: regionalNames.buildProject },
              inputArtifacts: [{ name: sourceArtifact }],
            },
          ],
        },
      ],
    });
  }
}
