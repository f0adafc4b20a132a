import { partitionOf, type AccountId, type Region } from '@regional-pipeline/platform-model';

/**
 * The names that the security model is about, written out again from its text. They are not taken from what makes
 * the policies: a name that is wrong there must not be wrong here as well.
 */
export interface ModelNames {
  readonly partition: string;
  readonly region: Region;
  readonly regionalAccount: AccountId;
  readonly externalId: string;
  /** C */
  readonly buildRole: string;
  /** P */
  readonly pipelineRole: string;
  readonly buildProject: string;
  readonly pipeline: string;
  /** The streams of the build's log. */
  readonly buildLogStreams: string;
  /** S */
  readonly stateBucket: string;
  readonly artifactsBucket: string;
  readonly fanOut: FanOutNames;
  readonly monitoring: MonitoringNames;
}

/** What starts a build for each cluster, by ARN. */
export interface FanOutNames {
  /** F */
  readonly role: string;
  readonly stateMachine: string;
  /** Patterns: its executions, and those of its map. */
  readonly executions: string;
  readonly mapExecutions: string;
  /** The rule by which Step Functions hears of builds. */
  readonly buildEventsRule: string;
  /** A pattern: the lists of clusters. */
  readonly lists: string;
}

/** What watches a pipeline, by ARN. */
export interface MonitoringNames {
  /** Where its messages go. */
  readonly topic: string;
  /** The rules and alarms that send one. */
  readonly sendingRules: readonly string[];
  readonly sendingAlarms: readonly string[];
  /** The rule that records failed AssumeRole calls, and the log group that it writes to. */
  readonly recordingRule: string;
  readonly recordLog: string;
  readonly buildLog: string;
  /** As which CloudWatch Logs uses a key: named after the region, and in China after the partition as well. */
  readonly logsService: string;
}

/** The names of one region's pipeline. */
export function modelNames(region: Region, regionalAccount: AccountId): ModelNames {
  const partition = partitionOf(region);
  const regional = (service: string, rest: string) =>
    `arn:${partition}:${service}:${region}:${regionalAccount}:${rest}`;
  const role = (name: string) => `arn:${partition}:iam::${regionalAccount}:role/${name}`;
  return {
    partition,
    region,
    regionalAccount,
    externalId: `regional-pipeline-${region}`,
    buildRole: role('regional-pipeline-codebuild-role'),
    pipelineRole: role('regional-pipeline-role'),
    buildProject: regional('codebuild', 'project/management-cluster-deploy'),
    pipeline: regional('codepipeline', 'management-cluster-pipeline'),
    buildLogStreams: regional('logs', 'log-group:/aws/codebuild/management-cluster-deploy:log-stream:*'),
    stateBucket: `arn:${partition}:s3:::management-cluster-tf-state-${regionalAccount}-${region}`,
    artifactsBucket: `arn:${partition}:s3:::regional-pipeline-artifacts-${regionalAccount}-${region}`,
    fanOut: {
      role: role('regional-pipeline-fan-out-role'),
      stateMachine: regional('states', 'stateMachine:management-cluster-fan-out'),
      executions: regional('states', 'execution:management-cluster-fan-out:*'),
      mapExecutions: regional('states', 'execution:management-cluster-fan-out/*'),
      buildEventsRule: regional('events', 'rule/StepFunctionsGetEventForCodeBuildStartBuildRule'),
      lists: `arn:${partition}:s3:::regional-pipeline-artifacts-${regionalAccount}-${region}/fan-out/*`,
    },
    monitoring: {
      topic: regional('sns', 'regional-pipeline-notifications'),
      sendingRules: [
        regional('events', 'rule/regional-pipeline-run-failed'),
        regional('events', 'rule/regional-pipeline-assume-role-unexpected'),
      ],
      sendingAlarms: [
        regional('cloudwatch', 'alarm:regional-pipeline-runs'),
        regional('cloudwatch', 'alarm:regional-pipeline-clusters-deployed'),
      ],
      recordingRule: regional('events', 'rule/regional-pipeline-assume-role-failed'),
      recordLog: regional('logs', 'log-group:/aws/events/regional-pipeline-assume-role-failed'),
      buildLog: regional('logs', 'log-group:/aws/codebuild/management-cluster-deploy'),
      logsService: `logs.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`,
    },
  };
}

/** What stands in a management account, by ARN. */
export interface ManagementNames {
  /** D */
  readonly deployRole: string;
  /** B */
  readonly boundary: string;
  /** A pattern: the roles that D makes. */
  readonly clusterRoles: string;
  /** A pattern. */
  readonly serviceLinkedRoles: string;
}

/** The names in one management account M. */
export function managementNames(partition: string, accountId: AccountId): ManagementNames {
  const iam = (rest: string) => `arn:${partition}:iam::${accountId}:${rest}`;
  return {
    deployRole: iam('role/ManagementClusterDeployRole'),
    boundary: iam('policy/ManagementClusterPermissionsBoundary'),
    clusterRoles: iam('role/eks-*'),
    serviceLinkedRoles: iam('role/aws-service-role/*'),
  };
}
