import { partitionOf, type AccountId, type Region } from '@regional-pipeline/platform-model';
import {
  accountOfArn,
  partitionOfArn,
  regionOfArn,
  type ConnectionArn,
  type RoleArn,
  type TopicArn,
} from './arns.js';
import type { BucketName } from './bucket-name.js';
import type { BuildTimeoutMinutes } from './build-timeout.js';
import { hasConnections } from './connection-regions.js';
import type { FanOut, FanOutConcurrency, ToleratedFailurePercentage } from './fan-out.js';
import type { HourlyLimit } from './hourly-limit.js';
import type { LogRetentionDays } from './log-retention.js';
import type { OrchestratorPath } from './orchestrator-path.js';
import type { OrganizationalUnitPath } from './organizational-unit.js';
import type { BranchName, RepositoryId } from './repository.js';
import { mostTriggerPaths, type TriggerPath } from './trigger-path.js';

/** What one regional pipeline is made from. Everything optional has a safe default. */
export interface RegionalPipelineSettings {
  readonly region: Region;
  readonly regionalAccount: AccountId;
  readonly repositoryId: RepositoryId;
  /** Default: `main`. */
  readonly branchName?: BranchName;
  readonly centralStateBucket: BucketName;
  /** Default: the stack makes the connection `regional-pipeline-github`. */
  readonly connectionArn?: ConnectionArn;
  /** Default: `regional-pipeline/orchestrator.mjs`. */
  readonly orchestratorPath?: OrchestratorPath;
  /** A role of the regional account that may read the states besides the build role. Default: none. */
  readonly breakGlassRoleArn?: RoleArn;
  /** Narrows whose deploy role the build may assume. Default: any account of its own organization. */
  readonly assumeAccounts?: readonly AccountId[];
  /** Narrows it by organizational unit instead. Default: any account of its own organization. */
  readonly assumeOrganizationalUnits?: readonly OrganizationalUnitPath[];
  /** Default: 480. */
  readonly buildTimeoutMinutes?: BuildTimeoutMinutes;
  /** Default: 365. */
  readonly logRetentionDays?: LogRetentionDays;
  /**
   * What all regions share in the repository, whose change starts the pipeline as a change of its own region's
   * definitions does. Default: `Makefile`, `scripts/**`, `terraform/**` and the orchestrator.
   */
  readonly triggerPaths?: readonly TriggerPath[];
  /** Topics of the region that get every message besides the pipeline's own. Default: none. */
  readonly notificationTopicArns?: readonly TopicArn[];
  /** More runs than this in an hour set off an alarm. Default: 12. */
  readonly runsPerHour?: HourlyLimit;
  /** More deployed clusters than this in an hour set off an alarm. Default: 200. */
  readonly clustersPerHour?: HourlyLimit;
  /** Whether all clusters are worked on in one build, or each in its own. Default: one build. */
  readonly fanOut?: FanOut;
  /** How many builds at once, where each cluster has its own. Default: 20. */
  readonly fanOutConcurrency?: FanOutConcurrency;
  /** Of how many of them, in percent, the builds may fail before no more are started. Default: 100. */
  readonly toleratedFailurePercentage?: ToleratedFailurePercentage;
}

/** A rule of EventBridge and an alarm take five targets each, and one is the pipeline's own topic. */
const mostFurtherTopics = 4;

/** A setting that does not go with the others. */
export interface Contradiction {
  readonly setting: keyof RegionalPipelineSettings;
  /** What is wrong and what is expected, with the values. */
  readonly message: string;
}

/**
 * Finds the settings that are valid by themselves and do not go together. A setting that is not there yet
 * contradicts nothing, so that all problems of an input can be shown at once.
 */
export function findContradictions(settings: Partial<RegionalPipelineSettings>): Contradiction[] {
  const { region, regionalAccount, repositoryId, connectionArn, breakGlassRoleArn } = settings;
  const found: Contradiction[] = [];
  for (const setting of ['connectionArn', 'breakGlassRoleArn'] as const) {
    const arn = settings[setting];
    if (!region || !arn || partitionOfArn(arn) === partitionOf(region)) continue;
    found.push({
      setting,
      message: `${arn} is in the partition ${partitionOfArn(arn)}, the region ${region} in ${partitionOf(region)}`,
    });
  }
  if (regionalAccount && breakGlassRoleArn && accountOfArn(breakGlassRoleArn) !== regionalAccount) {
    found.push({
      setting: 'breakGlassRoleArn',
      message: `${breakGlassRoleArn} is not a role of the regional account ${regionalAccount}, and nobody outside of it reads states`,
    });
  }
  if (repositoryId && !connectionArn && repositoryId.split('/').length > 2) {
    found.push({
      setting: 'repositoryId',
      message: `${JSON.stringify(repositoryId)} has subgroups, which GitHub has not: give the connection of its host, or owner/repo`,
    });
  }
  if (region && !connectionArn && !hasConnections(region)) {
    found.push({
      setting: 'connectionArn',
      message: `no connection can be made in ${region}: give the ARN of one of another region of ${partitionOf(region)}`,
    });
  }
  found.push(
    ...findCountContradictions(settings),
    ...findTopicContradictions(settings),
    ...findFanOutContradictions(settings),
  );
  if (settings.assumeAccounts && settings.assumeOrganizationalUnits) {
    found.push({
      setting: 'assumeOrganizationalUnits',
      message:
        'the accounts that the build may assume a role in are given by id as well: give one of the two',
    });
  }
  return found;
}

function findTopicContradictions({
  region,
  notificationTopicArns = [],
}: Partial<RegionalPipelineSettings>): Contradiction[] {
  return notificationTopicArns
    .filter((arn) => region && regionOfArn(arn) !== region)
    .map((arn) => ({
      setting: 'notificationTopicArns',
      message: `${arn} is a topic of ${regionOfArn(arn)}, and rules and alarms of ${region ?? ''} reach topics of ${region ?? ''} alone`,
    }));
}

function findFanOutContradictions(settings: Partial<RegionalPipelineSettings>): Contradiction[] {
  const { region, fanOut } = settings;
  // Source: CodePipeline User Guide, "AWS Step Functions invoke action reference".
  if (region && fanOut === 'distributed-map' && partitionOf(region) === 'aws-cn') {
    const message = `CodePipeline starts no state machine in ${region}, nor anywhere in China: leave it at one-build`;
    return [{ setting: 'fanOut', message }];
  }
  if (fanOut === 'distributed-map') return [];
  return (['fanOutConcurrency', 'toleratedFailurePercentage'] as const)
    .filter((setting) => settings[setting] !== undefined)
    .map((setting) => ({
      setting,
      message:
        'it is about builds of one cluster each, and all are in one build: set the fan-out to distributed-map',
    }));
}

function findCountContradictions(settings: Partial<RegionalPipelineSettings>): Contradiction[] {
  const limits = { triggerPaths: mostTriggerPaths, notificationTopicArns: mostFurtherTopics } as const;
  return (Object.keys(limits) as (keyof typeof limits)[])
    .filter((setting) => (settings[setting]?.length ?? 0) > limits[setting])
    .map((setting) => ({
      setting,
      message: `${settings[setting]?.length ?? 0} are given, and AWS takes ${limits[setting]} beside the pipeline's own`,
    }));
}
