import type { STSClient } from '@aws-sdk/client-sts';
import { AccountId, PlatformError } from '@regional-pipeline/platform-model';
import type { Credentials, CredentialsProvider } from './credentials.js';
import type { AssumedIdentity, DeployRole } from './deploy-role.js';
import { assumeRoleErrors } from './errors.js';
import { regionalStsClient } from './sts-client.js';
import { explainStsFailure } from './sts-failure.js';

/** What AWS caps a chained session at, whatever the role's own maximum is. */
const sessionSeconds = 3600;

/**
 * Assumes a cluster's deploy role and makes sure that it is who it should be: GetCallerIdentity with the new
 * credentials must answer the cluster's account and the role. Credentials that got lost on the way otherwise
 * fall back to the build's own role, and apply in the wrong account.
 *
 * The external id always goes along (SM-01), to the regional endpoint (SM-07).
 *
 * @param base the build's own credentials; asked once per call
 * @throws PlatformError `AssumeRoleDenied`, `AssumeRoleThrottled`, `AssumeRoleUnreachable`, `AssumeRoleFailed`,
 *   `StsRegionDisabled`, `CallerIdentityMismatch`, `BaseCredentialsMissing`, `BaseCredentialsExpired`,
 *   `BaseCredentialsInvalid`
 */
export async function assumeDeployRole(
  role: DeployRole,
  base: CredentialsProvider,
): Promise<AssumedIdentity> {
  const credentials = await withSts(role, await base(), 'assume', (client) => assume(client, role));
  const caller = await withSts(role, credentials, 'check the identity of', callerIdentity);
  const expectedName = role.arn.slice(role.arn.lastIndexOf('/') + 1);
  // arn:aws:sts::222222222222:assumed-role/ManagementClusterDeployRole/session
  const [kind, actualName] = (caller.arn.split(':')[5] ?? '').split('/');
  if (caller.account !== role.accountId || kind !== 'assumed-role' || actualName !== expectedName) {
    throw new PlatformError(assumeRoleErrors.CallerIdentityMismatch, {
      message:
        `${role.arn} was assumed for account ${role.accountId}, but the identity is ${caller.arn} ` +
        `of account ${caller.account}.`,
      context: {
        expectedAccountId: role.accountId,
        actualAccountId: caller.account,
        roleArn: role.arn,
        arn: caller.arn,
      },
    });
  }
  return { role, arn: caller.arn, accountId: AccountId.parse(caller.account), credentials };
}

async function assume(client: STSClient, role: DeployRole): Promise<AssumedIdentity['credentials']> {
  const { AssumeRoleCommand } = await import('@aws-sdk/client-sts');
  const { Credentials: answer } = await client.send(
    new AssumeRoleCommand({
      RoleArn: role.arn,
      RoleSessionName: role.sessionName,
      ExternalId: role.externalId,
      DurationSeconds: sessionSeconds,
    }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) throw incomplete('AssumeRole', role);
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}

async function callerIdentity(
  client: STSClient,
  role: DeployRole,
): Promise<{ account: string; arn: string }> {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}));
  if (!Account || !Arn) throw incomplete('GetCallerIdentity', role);
  return { account: Account, arn: Arn };
}

async function withSts<T>(
  role: DeployRole,
  credentials: Credentials,
  action: string,
  request: (client: STSClient, role: DeployRole) => Promise<T>,
): Promise<T> {
  const client = await regionalStsClient(role.region, credentials);
  try {
    return await request(client, role);
  } catch (error) {
    throw error instanceof PlatformError ? error : explainStsFailure(action, role, error);
  } finally {
    client.destroy();
  }
}

function incomplete(operation: string, role: DeployRole): PlatformError {
  return new PlatformError(assumeRoleErrors.AssumeRoleFailed, {
    message: `STS in ${role.region} answered ${operation} for ${role.arn} with fields missing.`,
    remedy: 'Check what answers at the STS endpoint: AWS itself never leaves them out.',
    context: { roleArn: role.arn, operation },
  });
}
