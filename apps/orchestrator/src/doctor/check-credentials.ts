import { buildIdentity, ensureBaseLasts, type CredentialsProvider } from '@regional-pipeline/assume-role';
import { isPlatformError, regionalNames, type Region } from '@regional-pipeline/platform-model';
import { usualLimits } from '../run-limits.js';
import { failedBy, ok, warning, type Finding } from './finding.js';

/**
 * Whose the credentials are that the run would start from, the build role's or somebody's who tries things out, and
 * whether they last for a cluster.
 */
export async function checkCredentials(region: Region, base: CredentialsProvider): Promise<Finding[]> {
  try {
    const { arn, expiration } = await buildIdentity(region, base);
    const end = expiration ? `, until ${expiration.toISOString()}` : '';
    const identity = arn.includes(`:assumed-role/${regionalNames.buildRole}/`)
      ? ok('credentials', `${arn}${end}`)
      : warning(
          'credentials',
          `${arn}${end} is not the build role`,
          `Clusters can be deployed by ${regionalNames.buildRole} alone: run in the build, or assume it.`,
        );
    return [identity, ...(await checkTheyLast())];
  } catch (error) {
    return [failedBy('credentials', error)];
  }
}

async function checkTheyLast(): Promise<Finding[]> {
  try {
    await ensureBaseLasts(usualLimits.assumedMs);
    return [];
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    return [warning('credentials', error.message, error.remedy)];
  }
}
