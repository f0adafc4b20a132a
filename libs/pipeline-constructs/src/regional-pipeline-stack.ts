import {
  fanOutResources,
  managementNames,
  monitoringResources,
  PlatformError,
  regionalNames,
  regionalResources,
  regionalStackName,
} from '@regional-pipeline/platform-model';
import { artifactsBucketPolicy, stateBucketPolicy } from '@regional-pipeline/trust-policies';
import { CfnOutput, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { assumeScopeOf } from './assume-scope-of.js';
import { artifactLifecycle, stateLifecycle } from './bucket-lifecycles.js';
import { BuildLog } from './build-log.js';
import { BuildProject } from './build-project.js';
import { BuildRole } from './build-role.js';
import { buildSpecification } from './build-specification.js';
import { defaultBuildTimeoutMinutes } from './build-timeout.js';
import { connectionsConsoleUrl, dashboardConsoleUrl, pipelineConsoleUrl } from './console-url.js';
import { DeployPipeline } from './deploy-pipeline.js';
import { EncryptionKey } from './encryption-key.js';
import { pipelineConstructsErrors } from './errors.js';
import { defaultFanOutConcurrency, defaultToleratedFailurePercentage } from './fan-out.js';
import { FanOutStateMachine } from './fan-out-state-machine.js';
import { defaultClustersPerHour, defaultRunsPerHour } from './hourly-limit.js';
import { defaultLogRetentionDays } from './log-retention.js';
import { defaultOrchestratorPath } from './orchestrator-path.js';
import { buildMetric, startedExecutionsMetric } from './metrics.js';
import { PipelineMonitoring } from './pipeline-monitoring.js';
import { PipelineRole } from './pipeline-role.js';
import { PrivateBucket } from './private-bucket.js';
import { findContradictions, type RegionalPipelineSettings } from './regional-pipeline-settings.js';
import { defaultBranchName } from './repository.js';
import { SourceConnection } from './source-connection.js';
import { TemplateOnlySynthesizer } from './template-only-synthesizer.js';
import { terraformRelease } from './terraform-release.js';
import { defaultTriggerPaths } from './trigger-path.js';

/**
 * Everything of one region's pipeline, in the regional account: the connection to the repository, the pipeline,
 * the build project with its log, the two service roles, the artifacts' and the states' bucket.
 *
 * The stack is called `regional-pipeline-<region>`, whatever app or stage it is in.
 * The template names its accounts and its region, and needs no bootstrap and no assets. Termination protection is
 * on where the CDK command line deploys it; buckets, their policies and the log outlive the stack in any case.
 *
 * @throws ContradictorySettings, and trust-policies' errors
 */
export class RegionalPipelineStack extends Stack {
  /** What it was made from; the security model holds its template to this. */
  readonly settings: RegionalPipelineSettings;

  constructor(scope: Construct, id: string, settings: RegionalPipelineSettings) {
    const { region, regionalAccount, centralStateBucket, repositoryId } = settings;
    super(scope, id, {
      stackName: regionalStackName(region),
      description: `The pipeline that deploys the management clusters of ${region}.`,
      env: { account: regionalAccount, region },
      synthesizer: TemplateOnlySynthesizer.create(),
      terminationProtection: true,
      analyticsReporting: false,
    });
    refuseContradictions(settings);
    this.settings = settings;
    const resources = regionalResources(region, regionalAccount);
    const mode = settings.fanOut ?? 'one-build';
    const fanOut = mode === 'distributed-map';

    const artifacts = new PrivateBucket(this, 'ArtifactsBucket', {
      bucketName: resources.artifactsBucket,
      policy: artifactsBucketPolicy(resources, { fanOut }),
      lifecycleRules: artifactLifecycle,
    });
    const states = new PrivateBucket(this, 'StateBucket', {
      bucketName: resources.stateBucket,
      policy: stateBucketPolicy({
        resources,
        ...(settings.breakGlassRoleArn && { breakGlassRoleArn: settings.breakGlassRoleArn }),
      }),
      lifecycleRules: stateLifecycle,
    });
    const connection = new SourceConnection(this, 'Connection', {
      region,
      existing: settings.connectionArn,
    });
    const buildRole = new BuildRole(this, 'BuildRole', {
      resources,
      centralStateBucket,
      assumeScope: assumeScopeOf(settings),
      fanOut,
    });
    const pipelineRole = new PipelineRole(this, 'PipelineRole', {
      resources,
      connectionArn: connection.arn,
      connectionService: connection.service,
      fanOut,
    });
    const retentionInDays = settings.logRetentionDays ?? defaultLogRetentionDays;
    const orchestratorPath = settings.orchestratorPath ?? defaultOrchestratorPath;
    const key = new EncryptionKey(this, 'EncryptionKey', resources);
    const log = new BuildLog(this, 'BuildLog', { retentionInDays, key });
    const project = new BuildProject(this, 'BuildProject', {
      resources,
      centralStateBucket,
      specification: buildSpecification(orchestratorPath, terraformRelease, fanOut ? resources : null),
      timeoutMinutes: settings.buildTimeoutMinutes ?? defaultBuildTimeoutMinutes,
    });
    const pipeline = new DeployPipeline(this, 'Pipeline', {
      resources,
      connectionArn: connection.arn,
      repositoryId,
      branchName: settings.branchName ?? defaultBranchName,
      triggerPaths: settings.triggerPaths ?? defaultTriggerPaths(orchestratorPath),
      fanOut: mode,
    });
    const monitoring = new PipelineMonitoring(this, 'Monitoring', {
      resources,
      key,
      furtherTopics: settings.notificationTopicArns ?? [],
      // A build is a run only where it is for all clusters.
      runs: fanOut
        ? startedExecutionsMetric(fanOutResources(region, regionalAccount).stateMachineArn)
        : buildMetric('Builds'),
      runsPerHour: settings.runsPerHour ?? defaultRunsPerHour,
      clustersPerHour: settings.clustersPerHour ?? defaultClustersPerHour,
      retentionInDays,
    });

    // Names stand in the template as text, so CloudFormation does not see by itself what needs what.
    for (const needed of [buildRole, log, states.policy, artifacts.policy])
      project.addResourceDependency(needed);
    for (const needed of [pipelineRole, project]) pipeline.addResourceDependency(needed);
    if (fanOut) {
      const { stateMachine } = new FanOutStateMachine(this, 'FanOut', {
        resources,
        concurrency: settings.fanOutConcurrency ?? defaultFanOutConcurrency,
        toleratedFailurePercentage: settings.toleratedFailurePercentage ?? defaultToleratedFailurePercentage,
      });
      stateMachine.addResourceDependency(project);
      pipeline.addResourceDependency(stateMachine);
    }

    const output = (name: string, value: string, description: string) =>
      new CfnOutput(this, name, { value, description });
    output(
      'PipelineUrl',
      pipelineConsoleUrl(region, regionalNames.pipeline),
      'The pipeline in the AWS console.',
    );
    output('ManagementStateBucket', resources.stateBucket, "The bucket of the clusters' states.");
    output('CodestarConnectionArn', connection.arn, 'The connection to the repository.');
    output(
      'CodestarConnectionStatus',
      connection.status,
      "The connection's status when this stack was last changed; PENDING until it is completed in the console.",
    );
    output(
      'CodestarConnectionUrl',
      connectionsConsoleUrl(connection.region),
      'Where the connection is listed in the AWS console, and completed while it is PENDING.',
    );
    output('CodebuildRoleArn', resources.buildRoleArn, 'The role that builds run with.');
    output(
      'ManagementDeployRoleName',
      managementNames.deployRole,
      'The role that builds assume in a management account.',
    );
    output(
      'NotificationTopicArn',
      monitoring.notifications.topic.ref,
      'The topic to subscribe to: a message a failed run, and alarms.',
    );
    output(
      'DashboardUrl',
      dashboardConsoleUrl(region, monitoringResources(region, regionalAccount).dashboard),
      'The dashboard in the AWS console.',
    );
  }
}

function refuseContradictions(settings: RegionalPipelineSettings): void {
  const contradictions = findContradictions(settings);
  if (contradictions.length === 0) return;
  throw new PlatformError(pipelineConstructsErrors.ContradictorySettings, {
    message: contradictions.map(({ setting, message }) => `${setting}: ${message}.`).join(' '),
    context: { contradictions },
  });
}
