import { PlatformError } from '@regional-pipeline/platform-model';
import type { CredentialsProvider } from './credentials.js';
import type { DeployRole } from './deploy-role.js';
import { regionalStsClient } from './sts-client.js';
import { explainStsFailure } from './sts-failure.js';

/** What STS makes of an AssumeRole that it must refuse. */
export interface ExternalIdProbe {
  /** Whether it was refused without an external id, and with another one. Anything but twice true is a hole (SM-01). */
  readonly withoutRefused: boolean;
  readonly wrongRefused: boolean;
}

/**
 * Tries to assume a deploy role as nobody may: without an external id, and with a wrong one. Credentials that it gets
 * all the same are thrown away at once.
 *
 * A refusal does not say which policy refused: the build role's own and the role's trust both ask for the external id.
 *
 * @throws PlatformError as `assumeDeployRole` does, where STS gave another answer than yes or no
 */
export async function probeExternalId(role: DeployRole, base: CredentialsProvider): Promise<ExternalIdProbe> {
  return {
    withoutRefused: await isRefused(role, base, undefined),
    wrongRefused: await isRefused(role, base, `${role.externalId}-not`),
  };
}

async function isRefused(
  role: DeployRole,
  base: CredentialsProvider,
  externalId: string | undefined,
): Promise<boolean> {
  const { AssumeRoleCommand } = await import('@aws-sdk/client-sts');
  const client = await regionalStsClient(role.region, await base());
  try {
    await client.send(
      new AssumeRoleCommand({
        RoleArn: role.arn,
        RoleSessionName: role.sessionName,
        ...(externalId === undefined ? {} : { ExternalId: externalId }),
        DurationSeconds: 900,
      }),
    );
    return false;
  } catch (error) {
    if (error instanceof PlatformError) throw error;
    const failure = explainStsFailure('probe', role, error);
    if (failure.code === 'AssumeRoleDenied') return true;
    throw failure;
  } finally {
    client.destroy();
  }
}
