import { setTimeout as sleep } from 'node:timers/promises';
import { isPlatformError } from '@regional-pipeline/platform-model';

/** How long a request is repeated where that may help: longer than an outage that is over in half a minute. */
export const defaultPatienceMs = 60_000;

/** The bounds of the wait between two attempts; full jitter between nothing and 100 ms, 200 ms, … 5 s. */
const firstDelayMs = 100;
const longestDelayMs = 5_000;

/**
 * Carries an operation out, and again where its error may pass, until `patienceMs` are over.
 *
 * The SDK's own retries end after a number of attempts, share a quota that an outage uses up, and cover neither a
 * streamed upload, nor a body that breaks off, nor S3's 409: so they are off, and this is used for all.
 *
 * @param operation is told which attempt it is, from 1
 * @throws what the last attempt threw
 */
export async function patiently<T>(
  patienceMs: number,
  operation: (attempt: number) => Promise<T>,
): Promise<T> {
  const begin = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await operation(attempt);
    } catch (error) {
      const delay = Math.random() * Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
      if (!mayPass(error) || performance.now() - begin + delay > patienceMs) throw error;
      await sleep(delay);
    }
  }
}

/** Errors of S3 with a 4xx that are over by themselves. */
const passingCodes = new Set([
  // Two conditional requests met; the one that is repeated learns who was first.
  'ConditionalRequestConflict',
  'OperationAborted',
  'RequestTimeout',
]);

/** What is wrong with the credentials is wrong the next time, too. */
const credentialErrors = new Set(['CredentialsProviderError', 'TokenProviderError']);

interface Failure {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
}

function mayPass(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || isPlatformError(error)) return false;
  const { name = '', $metadata = {} }: Failure = error;
  const { httpStatusCode: status, clockSkewCorrected = false } = $metadata;
  // Without a status there was no answer, or it broke off.
  if (status === undefined) return !credentialErrors.has(name);
  // 501 says that it never will be.
  const serverFault = status === 429 || (status >= 500 && status !== 501);
  return serverFault || passingCodes.has(name) || clockSkewCorrected;
}
