import { buildIdentity, type CredentialsProvider } from '@regional-pipeline/assume-role';
import { regionalNames, type Region } from '@regional-pipeline/platform-model';
import { failedBy, ok, warning, type Finding } from './finding.js';

/** Whose the credentials are that the run would start from: the build role's, or somebody's who tries things out. */
export async function checkCredentials(region: Region, base: CredentialsProvider): Promise<Finding> {
  try {
    const { arn, expiration } = await buildIdentity(region, base);
    const end = expiration ? `, until ${expiration.toISOString()}` : '';
    return arn.includes(`:assumed-role/${regionalNames.buildRole}/`)
      ? ok('credentials', `${arn}${end}`)
      : warning(
          'credentials',
          `${arn}${end} is not the build role`,
          `Clusters can be deployed by ${regionalNames.buildRole} alone: run in the build, or assume it.`,
        );
  } catch (error) {
    return failedBy('credentials', error);
  }
}
