import { partitionOf, type AccountId, type Region } from '@regional-pipeline/platform-model';
import { accountOfArn, partitionOfArn, type ConnectionArn, type RoleArn } from './arns.js';
import type { BucketName } from './bucket-name.js';
import type { BuildTimeoutMinutes } from './build-timeout.js';
import type { LogRetentionDays } from './log-retention.js';
import type { OrchestratorPath } from './orchestrator-path.js';
import type { OrganizationalUnitPath } from './organizational-unit.js';
import type { BranchName, RepositoryId } from './repository.js';

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
}

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
  if (settings.assumeAccounts && settings.assumeOrganizationalUnits) {
    found.push({
      setting: 'assumeOrganizationalUnits',
      message:
        'the accounts that the build may assume a role in are given by id as well: give one of the two',
    });
  }
  return found;
}
