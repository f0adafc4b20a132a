import { PlatformError } from '@regional-pipeline/platform-model';
import { walkProviderChain, type SourcedCredentials } from './base-credentials.js';
import { assumeRoleErrors } from './errors.js';

/**
 * The providers of the SDK whose source gives new credentials before the old ones end, though it may give the same ones
 * for a while: the container's and the instance's endpoint, and a credential process.
 */
const renewingSources = [
  'CREDENTIALS_HTTP',
  'CREDENTIALS_IMDS',
  'CREDENTIALS_PROCESS',
  'CREDENTIALS_PROFILE_PROCESS',
];

/**
 * Makes sure that the build's own credentials last until a cluster is expected to be done, before it is started: when
 * they end in the middle, Terraform cannot save its state.
 *
 * They do not last when they end before that, and asking the whole provider chain again gives the same end: keys in the
 * environment with `AWS_CREDENTIAL_EXPIRATION`. What is renewed passes, whatever is left of it. A session whose end
 * nobody tells (`AWS_SESSION_TOKEN` alone) passes too, since no call of AWS tells it.
 *
 * It holds in both profile modes: in mode `native` the children start from the same credentials.
 *
 * @param neededMs how long the cluster is expected to take from now on, with what it may take to stop
 * @throws PlatformError `BaseCredentialsTooShort`, `BaseCredentialsMissing`, `BaseCredentialsExpired`
 */
export async function ensureBaseLasts(neededMs: number): Promise<void> {
  const neededUntil = new Date(Date.now() + neededMs);
  const found = await walkProviderChain();
  if (lasts(found, neededUntil) || isRenewed(found)) return;
  const again = await walkProviderChain();
  if (lasts(again, neededUntil) || again.expiration?.getTime() !== found.expiration?.getTime()) return;
  const [ends, until] = [again.expiration?.toISOString(), neededUntil.toISOString()];
  throw new PlatformError(assumeRoleErrors.BaseCredentialsTooShort, {
    message:
      `the build's credentials end at ${String(ends)}, nothing renews them, and the cluster is expected to need ` +
      `them until ${until}.`,
    context: { expiration: ends, neededUntil: until, neededMs },
  });
}

function lasts({ expiration }: SourcedCredentials, until: Date): boolean {
  return expiration === undefined || expiration >= until;
}

function isRenewed({ $source = {} }: SourcedCredentials): boolean {
  return renewingSources.some((source) => source in $source);
}
