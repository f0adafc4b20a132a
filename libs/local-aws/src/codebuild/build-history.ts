import type { AccountId, Region } from '@regional-pipeline/platform-model';
import { partitionOf } from '@regional-pipeline/platform-model';

/** A build that CodeBuild is to know of. */
export interface LocalBuild {
  /** `project:uuid`, what CodeBuild gives a build as `CODEBUILD_BUILD_ID`. */
  readonly id: string;
  readonly accountId: AccountId;
  readonly region: Region;
  /** Source: CodeBuild API reference, Build, buildStatus. */
  readonly status: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'FAULT' | 'STOPPED' | 'TIMED_OUT';
  /** True for every status but IN_PROGRESS where it is left out. */
  readonly complete?: boolean;
}

/** The builds of all accounts and regions. */
export class BuildHistory {
  readonly #builds = new Map<string, LocalBuild>();

  /** Adds a build, or says anew how it stands. */
  put(build: LocalBuild): void {
    this.#builds.set(buildArn(build), build);
  }

  find(place: Pick<LocalBuild, 'id' | 'accountId' | 'region'>): LocalBuild | undefined {
    return this.#builds.get(buildArn(place));
  }
}

export function buildArn({ id, accountId, region }: Pick<LocalBuild, 'id' | 'accountId' | 'region'>): string {
  return `arn:${partitionOf(region)}:codebuild:${region}:${accountId}:build/${id}`;
}

/** The project that a build id names. */
export function projectOf(id: string): string {
  return id.split(':')[0] ?? '';
}
