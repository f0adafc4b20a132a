import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { AccountId, PlatformError, reasonOf, type Region } from '@regional-pipeline/platform-model';
import { regionsErrors } from '../errors.js';

/**
 * Asks STS of the region whose the credentials of the environment are. It needs no permission.
 *
 * @throws CredentialsNotUsable where there are none, they have ended, or STS gives no answer
 */
export async function readCallerAccount(region: Region): Promise<AccountId> {
  const client = new STSClient({ region });
  try {
    const { Account } = await client.send(new GetCallerIdentityCommand({}));
    return AccountId.parse(Account);
  } catch (cause) {
    throw new PlatformError(regionsErrors.CredentialsNotUsable, {
      message: `whose the AWS credentials are, STS in ${region} did not say (${reasonOf(cause)}).`,
      context: { region },
      cause,
    });
  } finally {
    client.destroy();
  }
}
