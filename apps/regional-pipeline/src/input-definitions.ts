import {
  BranchName,
  BucketName,
  BuildTimeoutMinutes,
  ConnectionArn,
  FanOut,
  FanOutConcurrency,
  HourlyLimit,
  LogRetentionDays,
  OrchestratorPath,
  OrganizationalUnitPath,
  RepositoryId,
  RoleArn,
  ToleratedFailurePercentage,
  TopicArn,
  TriggerPath,
  type RegionalPipelineSettings,
} from '@regional-pipeline/pipeline-constructs';
import { AccountId, Region } from '@regional-pipeline/platform-model';
import { z } from 'zod';

/** Everything the app makes stacks from: one regional pipeline and its management accounts. */
export interface RegionalPipelineInputs extends RegionalPipelineSettings {
  readonly managementAccounts: readonly [AccountId, ...AccountId[]];
}

/** One input: its name in the contract, from which its three spellings follow, and what it takes. */
export interface InputDefinition {
  readonly name: string;
  readonly required?: true;
  readonly takes: 'text' | 'list' | 'number';
  readonly schema: z.ZodType;
  /** What a right value is, for the help and the messages. */
  readonly expected: string;
}

/** The inputs, in the order that help and messages show them. */
export const inputDefinitions: Readonly<Record<keyof RegionalPipelineInputs, InputDefinition>> = {
  region: {
    name: 'region',
    required: true,
    takes: 'text',
    schema: Region,
    expected: 'the region of the pipeline, such as us-east-1; there is no default',
  },
  regionalAccount: {
    name: 'regional_account',
    required: true,
    takes: 'text',
    schema: AccountId,
    expected: 'the 12-digit id of the account that the pipeline stands in',
  },
  managementAccounts: {
    name: 'management_account',
    required: true,
    takes: 'list',
    schema: z.array(AccountId).min(1, { error: 'no account is named' }),
    expected: "the 12-digit ids of the region's management accounts, repeated or separated by commas",
  },
  repositoryId: {
    name: 'repository_id',
    required: true,
    takes: 'text',
    schema: RepositoryId,
    expected: 'the repository to deploy from, owner/repo',
  },
  branchName: {
    name: 'branch_name',
    takes: 'text',
    schema: BranchName,
    expected: 'the branch to deploy; default main',
  },
  centralStateBucket: {
    name: 'central_state_bucket',
    required: true,
    takes: 'text',
    schema: BucketName,
    expected: "the name of the bucket that holds Central's Terraform state",
  },
  connectionArn: {
    name: 'connection_arn',
    takes: 'text',
    schema: ConnectionArn,
    expected:
      'the ARN of a connection that exists already; default: the stack makes regional-pipeline-github',
  },
  orchestratorPath: {
    name: 'orchestrator_path',
    takes: 'text',
    schema: OrchestratorPath,
    expected: 'the bundled orchestrator in the repository; default regional-pipeline/orchestrator.mjs',
  },
  breakGlassRoleArn: {
    name: 'break_glass_role_arn',
    takes: 'text',
    schema: RoleArn,
    expected:
      'the ARN of a role of the regional account that may read the states besides the build; default none',
  },
  assumeAccounts: {
    name: 'assume_accounts',
    takes: 'list',
    schema: z.array(AccountId).min(1, { error: 'no account is named' }),
    expected: 'the only accounts whose deploy role the build may assume; default: its own organization',
  },
  assumeOrganizationalUnits: {
    name: 'assume_organizational_units',
    takes: 'list',
    schema: z.array(OrganizationalUnitPath).min(1, { error: 'no organizational unit is named' }),
    expected:
      'the only organizational units, by path (o-…/r-…/ou-…), whose deploy role the build may assume; ' +
      'default: its own organization',
  },
  buildTimeoutMinutes: {
    name: 'build_timeout_minutes',
    takes: 'number',
    schema: BuildTimeoutMinutes,
    expected: "how long a build may take, 5 to 2160 minutes within CodePipeline's own quota; default 480",
  },
  logRetentionDays: {
    name: 'log_retention_days',
    takes: 'number',
    schema: LogRetentionDays,
    expected: 'how long the logs are kept, a period of CloudWatch Logs in days; default 365',
  },
  triggerPaths: {
    name: 'trigger_paths',
    takes: 'list',
    schema: z.array(TriggerPath).min(1, { error: 'no path is named' }),
    expected:
      "what all regions share in the repository, whose change starts the pipeline as its own region's definitions do, " +
      'at most 7 paths or globs; default Makefile, scripts/**, terraform/** and the orchestrator',
  },
  notificationTopicArns: {
    name: 'notification_topic_arns',
    takes: 'list',
    schema: z.array(TopicArn).min(1, { error: 'no topic is named' }),
    expected:
      "the ARNs of at most 4 topics of the region that get every message besides the pipeline's own; default none",
  },
  runsPerHour: {
    name: 'runs_per_hour',
    takes: 'number',
    schema: HourlyLimit,
    expected: 'how many runs in an hour are usual, above which an alarm is sent; default 12',
  },
  clustersPerHour: {
    name: 'clusters_per_hour',
    takes: 'number',
    schema: HourlyLimit,
    expected: 'how many deployed clusters in an hour are usual, above which an alarm is sent; default 200',
  },
  fanOut: {
    name: 'fan_out',
    takes: 'text',
    schema: FanOut,
    expected:
      'one-build for all clusters in one build, or distributed-map for a build each; default one-build',
  },
  fanOutConcurrency: {
    name: 'fan_out_concurrency',
    takes: 'number',
    schema: FanOutConcurrency,
    expected: 'with distributed-map, how many builds at once, 1 to 10000; default 20',
  },
  toleratedFailurePercentage: {
    name: 'tolerated_failure_percentage',
    takes: 'number',
    schema: ToleratedFailurePercentage,
    expected: 'with distributed-map, of how many clusters in percent the builds may fail; default 100',
  },
};

/** The inputs' keys, in order. */
export const inputKeys = Object.keys(inputDefinitions) as (keyof RegionalPipelineInputs)[];

/** How an input is spelled in each place that it can be given in. */
export function spellingsOf(name: string): { flag: string; context: string; variable: string } {
  return {
    flag: `--${name.replaceAll('_', '-')}`,
    context: name,
    variable: `REGIONAL_PIPELINE_${name.toUpperCase()}`,
  };
}
