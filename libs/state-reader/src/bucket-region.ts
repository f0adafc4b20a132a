import type { S3Failure } from './s3-failure.js';

/** The codes by which S3 says that a request was signed for, or sent to, another region than the bucket's. */
const wrongRegionCodes = new Set([
  'PermanentRedirect',
  'TemporaryRedirect',
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
]);

/**
 * The region that an error of S3 asks to be addressed in: empty where it says "elsewhere" and no more, undefined
 * where the error is about something else.
 */
export function askedRegion(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const failure: S3Failure = error;
  const status = failure.$metadata?.httpStatusCode;
  const redirected = status === 301 || status === 307;
  if (!redirected && !wrongRegionCodes.has(failure.name)) return undefined;
  const region = failure.$response?.headers?.['x-amz-bucket-region'] ?? failure.Region;
  return region ?? (redirected ? '' : undefined);
}
