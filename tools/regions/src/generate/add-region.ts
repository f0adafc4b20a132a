import type { Tree } from '@nx/devkit';
import { PlatformError } from '@regional-pipeline/platform-model';
import { parseRegionFile } from '@regional-pipeline/regional-pipeline';
import { regionsErrors } from '../errors.js';
import { accountList, type AccountOption } from './account-option.js';
import { givenRegion } from './given-region.js';

/** `nx g @regional-pipeline/regions:region us-west-2 …`; as in generators/region.schema.json. */
export interface RegionOptions {
  readonly region: string;
  readonly regionalAccount: AccountOption;
  readonly managementAccount: AccountOption | readonly AccountOption[];
  readonly repositoryId: string;
  readonly centralStateBucket: string;
  readonly connectionArn?: string;
}

/**
 * Adds the file of a region to the CDK app.
 *
 * @throws NotARegion, RegionExists; InvalidRegionFile where the app would refuse the file, and then nothing is written
 */
export function addRegion(tree: Tree, options: RegionOptions): void {
  const file = `apps/regional-pipeline/regions/${givenRegion(options.region)}.json`;
  if (tree.exists(file)) {
    throw new PlatformError(regionsErrors.RegionExists, {
      message: `${options.region} has its file already, ${file}.`,
      remedy: `Edit ${file} instead.`,
      context: { file },
    });
  }
  const content = {
    $schema: '../region.schema.json',
    regional_account: String(options.regionalAccount),
    management_account: accountList(options.managementAccount),
    repository_id: options.repositoryId,
    central_state_bucket: options.centralStateBucket,
    connection_arn: options.connectionArn,
  };
  const text = JSON.stringify(content, undefined, 2);
  parseRegionFile(file, text);
  tree.write(file, `${text}\n`);
}
