import { PlatformError, reasonOf, type Region } from '@regional-pipeline/platform-model';
import type { CredentialsProvider } from './credentials.js';
import { assumeRoleErrors } from './errors.js';
import { regionalStsClient } from './sts-client.js';

/** Who the build's own credentials are. */
export interface BuildIdentity {
  readonly accountId: string;
  /** `arn:aws:sts::111111111111:assumed-role/regional-pipeline-codebuild-role/…` in a build. */
  readonly arn: string;
  /** When they end; undefined where nobody says. */
  readonly expiration?: Date;
}

/**
 * Asks STS who the build's credentials are. It needs no permission.
 *
 * @throws PlatformError `BuildIdentityUnknown`, and what `base` throws
 */
export async function buildIdentity(region: Region, base: CredentialsProvider): Promise<BuildIdentity> {
  const credentials = await base();
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const client = await regionalStsClient(region, credentials);
  try {
    const { Account = '', Arn = '' } = await client.send(new GetCallerIdentityCommand({}));
    const { expiration } = credentials;
    return { accountId: Account, arn: Arn, ...(expiration ? { expiration } : {}) };
  } catch (cause) {
    throw new PlatformError(assumeRoleErrors.BuildIdentityUnknown, {
      message: `STS in ${region} did not say whose the build's credentials are (${reasonOf(cause)}).`,
      context: { region },
    });
  } finally {
    client.destroy();
  }
}
