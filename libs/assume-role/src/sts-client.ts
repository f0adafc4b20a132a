import type { STSClient } from '@aws-sdk/client-sts';
import type { Region } from '@regional-pipeline/platform-model';
import type { Credentials } from './credentials.js';

/**
 * A client of the regional STS endpoint (SM-07: the global one answers from another region).
 *
 * `AWS_ENDPOINT_URL_STS`, `AWS_ENDPOINT_URL` and `AWS_MAX_ATTEMPTS` are honoured by the SDK itself. An endpoint
 * that does not answer fails within half a minute: 3 attempts, 3 s to connect, 8 s to answer.
 */
export async function regionalStsClient(region: Region, credentials: Credentials): Promise<STSClient> {
  // Loaded when it is needed: the credential process, which starts often, never is.
  const { STSClient: Client } = await import('@aws-sdk/client-sts');
  return new Client({
    region,
    credentials: { ...credentials },
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
  });
}
