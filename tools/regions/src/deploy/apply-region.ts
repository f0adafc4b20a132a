import path from 'node:path';
import { PlatformError, type AccountId, type Region } from '@regional-pipeline/platform-model';
import { regionsErrors } from '../errors.js';
import { listStacks } from './list-stacks.js';

/** What to do with a region's stacks. */
export type RegionAction = 'diff' | 'deploy';

/** The world that it acts on. */
export interface ApplyPorts {
  readonly readCallerAccount: (region: Region) => Promise<AccountId>;
  readonly runCdk: (args: readonly string[]) => Promise<void>;
  readonly print: (line: string) => void;
}

/**
 * Shows the changes of a region's stacks, or deploys them, in the account that the credentials are of: the regional
 * stack with credentials of the regional account, the deploy role with those of its management account. No credentials
 * reach two of them, so it names what it has left to be done with others.
 *
 * It asks nothing, and CloudFormation gets only what was synthesized before: the CDK command line reads the assembly
 * and does not run the app.
 *
 * @throws AssemblyNotReadable, CredentialsNotUsable, CredentialsOfAnotherAccount before anything is asked of
 *   CloudFormation; CdkFailed
 */
export async function applyRegion(
  action: RegionAction,
  region: Region,
  assembly: string,
  { readCallerAccount, runCdk, print }: ApplyPorts,
): Promise<void> {
  const directory = path.resolve(assembly);
  const stacks = listStacks(directory);
  const accountId = await readCallerAccount(region);
  const own = stacks.filter((stack) => stack.accountId === accountId).map(({ name }) => name);
  const others = stacks.filter((stack) => stack.accountId !== accountId);
  if (own.length === 0) {
    const accounts = [...new Set(others.map((stack) => stack.accountId))].sort().join(', ');
    throw new PlatformError(regionsErrors.CredentialsOfAnotherAccount, {
      message: `the credentials are of ${accountId}, and ${region} has stacks in ${accounts}; nothing was done.`,
      remedy: `Use credentials of ${accounts}, or name ${accountId} in regions/${region}.json.`,
      context: { accountId, region, accounts },
    });
  }
  const unattended = action === 'deploy' ? ['--require-approval', 'never', '--progress', 'events'] : [];
  await runCdk([action, ...own, '--exclusively', '--app', directory, ...unattended]);
  print(`${action === 'deploy' ? 'deployed' : 'compared'} in ${accountId}: ${own.join(', ')}`);
  for (const { name, accountId: other } of others) print(`left for credentials of ${other}: ${name}`);
}
