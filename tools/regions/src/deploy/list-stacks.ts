import { AccountId, PlatformError, reasonOf } from '@regional-pipeline/platform-model';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { regionsErrors } from '../errors.js';

/** A synthesized stack and the account that it is deployed to. */
export interface RegionStack {
  readonly name: string;
  readonly accountId: AccountId;
}

/**
 * The stacks of a synthesized region, in the order in which CDK deploys them.
 *
 * @throws AssemblyNotReadable, also where there is no stack: a deploy of nothing would look like a success
 */
export function listStacks(directory: string): RegionStack[] {
  try {
    const stacks = new CloudAssembly(directory).stacksRecursively.map(({ stackName, environment }) => ({
      name: stackName,
      accountId: AccountId.parse(environment.account),
    }));
    if (stacks.length === 0) throw new RangeError('it has no stack');
    return stacks;
  } catch (cause) {
    throw new PlatformError(regionsErrors.AssemblyNotReadable, {
      message: `${directory} is no synthesized region (${reasonOf(cause)}).`,
      context: { directory },
      cause,
    });
  }
}
