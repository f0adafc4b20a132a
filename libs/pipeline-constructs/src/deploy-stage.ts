import { fanOutResources, regionalNames, type RegionalResources } from '@regional-pipeline/platform-model';
import type { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';
import type { FanOut } from './fan-out.js';

/** The action that the clusters are deployed by, whichever way. */
const clustersAction = 'ManagementClusters';

/** The namespace of what the build that lists the clusters puts out. */
const listNamespace = 'List';

/**
 * The actions of the stage that deploys: the one build; or the build that lists the clusters, and then the state machine
 * that starts one for each. CodePipeline waits for either to its end.
 */
export function deployActions(
  resources: RegionalResources,
  fanOut: FanOut,
  sourceArtifact: string,
): CfnPipeline.ActionDeclarationProperty[] {
  const build = (name: string): CfnPipeline.ActionDeclarationProperty => ({
    name,
    actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
    configuration: { ProjectName: regionalNames.buildProject },
    inputArtifacts: [{ name: sourceArtifact }],
  });
  if (fanOut === 'one-build') return [build(clustersAction)];
  const { stateMachineArn } = fanOutResources(resources.region, resources.accountId);
  return [
    {
      ...build('ListClusters'),
      configuration: {
        ProjectName: regionalNames.buildProject,
        EnvironmentVariables: JSON.stringify([{ name: 'FAN_OUT_STEP', value: 'list', type: 'PLAINTEXT' }]),
      },
      namespace: listNamespace,
      runOrder: 1,
    },
    {
      name: clustersAction,
      actionTypeId: { category: 'Invoke', owner: 'AWS', provider: 'StepFunctions', version: '1' },
      configuration: {
        StateMachineArn: stateMachineArn,
        InputType: 'Literal',
        Input: JSON.stringify({ run: `#{${listNamespace}.RUN}`, source: `#{${listNamespace}.SOURCE}` }),
      },
      runOrder: 2,
    },
  ];
}
