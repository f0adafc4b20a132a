import { PlatformError, Region } from '@regional-pipeline/platform-model';
import { readMintedAccounts, type CentralStateLocation } from '../index.js';
import { startOddS3, type Answer } from './odd-s3.js';

export const HERE = Region.parse('us-east-1');
const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };

/** Reads the central state from `endpoint` with credentials that nobody checks. */
export function readFrom(endpoint: string, client: CentralStateLocation['client'] = {}) {
  return readMintedAccounts({
    bucket: 'central-state',
    region: HERE,
    client: { endpoint, credentials, maxAttempts: 1, ...client },
  });
}

/** Reads the central state from a server that gives one answer. */
export async function read(answer: Answer, client: CentralStateLocation['client'] = {}) {
  const s3 = await startOddS3(answer);
  try {
    return await readFrom(s3.endpoint, client);
  } finally {
    await s3.close();
  }
}

/** The error that a reading ends with. */
export async function errorOf(reading: Promise<unknown>): Promise<PlatformError> {
  const error: unknown = await reading.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error instanceof PlatformError) return error;
  throw error instanceof Error ? error : new TypeError('the reading should have failed');
}
