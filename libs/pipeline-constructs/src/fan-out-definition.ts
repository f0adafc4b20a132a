import { fanOutPrefix, regionalNames, type RegionalResources } from '@regional-pipeline/platform-model';
import type { FanOutConcurrency, ToleratedFailurePercentage } from './fan-out.js';

export interface FanOutDefinitionProps {
  readonly resources: RegionalResources;
  readonly concurrency: FanOutConcurrency;
  readonly toleratedFailurePercentage: ToleratedFailurePercentage;
}

/** The name of the map: its executions have the state machine's ARN with `/` and this. */
export const fanOutMapLabel = 'Clusters';

/**
 * StartBuild is refused where too many builds are queued, and throttled: then nothing was built, and it is tried again
 * for hours, slower and slower. A build that failed is another error, `States.TaskFailed`, and is not tried again: the
 * orchestrator in it has done that, and its journal says why it gave up.
 *
 * Source of the names: CodeBuild API reference, StartBuild; Step Functions puts the service's name before them.
 */
const retryWhileFull = [
  {
    ErrorEquals: [
      'CodeBuild.AccountLimitExceededException',
      'CodeBuild.ThrottlingException',
      'CodeBuild.AWSCodeBuildException',
      'CodeBuild.SdkClientException',
    ],
    IntervalSeconds: 15,
    BackoffRate: 1.5,
    MaxDelaySeconds: 300,
    JitterStrategy: 'FULL',
    MaxAttempts: 60,
  },
] as const;

/**
 * The state machine of a run with a build for each cluster, in the Amazon States Language. Its input is the run's id and
 * its source in the artifacts bucket: `{ "run": "20260131t235959-0a1b", "source": "BUCKET/KEY" }`.
 *
 * 1. `Clusters` reads the run's list from the artifacts bucket and starts a build for each cluster, which claims its
 *    cluster in the run's journal and records there what came of it. A build that fails stops no other one as long
 *    as it is within the tolerated percentage. Nothing of the results is kept here: the journal is the truth, and the
 *    state bucket is closed to this state machine (SM-19).
 * 2. `Conclude` runs however the map ended: a build that ends the run in the journal, and fails where a cluster failed
 *    or was never tried. So the execution succeeds when every cluster is deployed, and only then.
 */
export function fanOutDefinition({
  resources,
  concurrency,
  toleratedFailurePercentage,
}: FanOutDefinitionProps): Readonly<Record<string, unknown>> {
  const arn = (resource: string) => `arn:${resources.partition}:states:::${resource}`;
  const build = (variables: readonly Readonly<Record<string, string>>[]) => ({
    Type: 'Task',
    Resource: arn('codebuild:startBuild.sync'),
    Parameters: {
      ProjectName: regionalNames.buildProject,
      // What CodePipeline gives its own builds: the same archive of the source, and no artifacts.
      SourceTypeOverride: 'S3',
      'SourceLocationOverride.$': '$.source',
      ArtifactsOverride: { Type: 'NO_ARTIFACTS' },
      EnvironmentVariablesOverride: variables,
    },
    Retry: retryWhileFull,
    // The whole description of a build is of no use to anybody, and 256 KB are all that a map's results may be.
    OutputPath: null,
    End: true,
  });
  const step = (Value: string) => ({ Name: 'FAN_OUT_STEP', Value });
  const run = { Name: 'RUN', 'Value.$': '$.run' };
  return {
    Comment: `A build for each management cluster of ${resources.region}.`,
    StartAt: 'Clusters',
    States: {
      Clusters: {
        Type: 'Map',
        Label: fanOutMapLabel,
        MaxConcurrency: concurrency,
        ToleratedFailurePercentage: toleratedFailurePercentage,
        ItemReader: {
          Resource: arn('s3:getObject'),
          ReaderConfig: { InputType: 'JSON' },
          Parameters: {
            Bucket: resources.artifactsBucket,
            'Key.$': `States.Format('${fanOutPrefix}{}.json', $.run)`,
          },
        },
        ItemSelector: {
          'run.$': '$.run',
          'source.$': '$.source',
          'cluster.$': '$$.Map.Item.Value.cluster',
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Deploy',
          States: { Deploy: build([step('cluster'), run, { Name: 'CLUSTER', 'Value.$': '$.cluster' }]) },
        },
        ResultPath: null,
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Conclude' }],
        Next: 'Conclude',
      },
      Conclude: build([step('conclude'), run]),
    },
  };
}
