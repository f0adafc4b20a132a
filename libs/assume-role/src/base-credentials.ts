import { PlatformError, reasonOf } from '@regional-pipeline/platform-model';
import type { Credentials, CredentialsProvider } from './credentials.js';
import { assumeRoleErrors } from './errors.js';
import { renewingCredentials } from './renewing-credentials.js';

/** Credentials with the SDK's own note of which of its providers found them: `CREDENTIALS_ENV_VARS`, … */
export interface SourcedCredentials extends Credentials {
  readonly $source?: Readonly<Record<string, unknown>>;
}

/**
 * The build's own credentials, from the SDK's default provider chain.
 *
 * They are never read once at the start: each time that they near their end the whole chain is walked again, files
 * included, so a run outlives them. Without an expiration (keys in a file, which somebody may replace) the chain
 * is walked for every caller.
 *
 * @returns a provider that throws `BaseCredentialsMissing` when the chain finds none, and
 *   `BaseCredentialsExpired` when what it finds has ended already
 */
export function baseCredentials(): CredentialsProvider {
  return renewingCredentials(walkProviderChain);
}

/**
 * Asks the SDK's default provider chain anew, whatever was found before.
 *
 * @throws PlatformError `BaseCredentialsMissing`, `BaseCredentialsExpired`
 */
export async function walkProviderChain(): Promise<SourcedCredentials> {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  let credentials: SourcedCredentials;
  try {
    // A provider of the chain keeps what it found: a new one each time looks again.
    credentials = await defaultProvider({ ignoreCache: true })();
  } catch (cause) {
    throw new PlatformError(assumeRoleErrors.BaseCredentialsMissing, {
      message: `the AWS SDK found no credentials of the build (${reasonOf(cause)}).`,
      cause,
    });
  }
  const { expiration } = credentials;
  if (expiration && expiration.getTime() <= Date.now()) {
    throw new PlatformError(assumeRoleErrors.BaseCredentialsExpired, {
      message: `the build's credentials ended at ${expiration.toISOString()} and the AWS SDK found no newer ones.`,
      context: { expiration: expiration.toISOString() },
    });
  }
  return credentials;
}
