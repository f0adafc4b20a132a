import { PlatformError, isPlatformError, reasonOf, type ErrorKind } from '@regional-pipeline/platform-model';
import { stateBucketErrors as errors } from './errors.js';

/** What was tried. */
export interface BucketRequest {
  readonly verb: 'read' | 'write' | 'delete' | 'list';
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
}

/** What an error of the SDK says about itself; every field may be missing. */
interface S3Failure extends Error {
  readonly $metadata?: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
    /** How often the request was sent; absent where it never was. */
    readonly attempts?: number;
  };
  /** Of Node.js, where the connection failed. */
  readonly code?: string;
}

/** Codes of S3: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const kindByCode: Readonly<Partial<Record<string, ErrorKind>>> = {
  AccessDenied: errors.StateBucketAccessDenied,
  NoSuchBucket: errors.StateBucketMissing,
  InvalidBucketName: errors.StateBucketMissing,
  ExpiredToken: errors.StateBucketCredentialsExpired,
  TokenRefreshRequired: errors.StateBucketCredentialsExpired,
  InvalidAccessKeyId: errors.StateBucketCredentialsInvalid,
  InvalidToken: errors.StateBucketCredentialsInvalid,
  SignatureDoesNotMatch: errors.StateBucketCredentialsInvalid,
  RequestTimeTooSkewed: errors.StateBucketCredentialsInvalid,
  CredentialsProviderError: errors.StateBucketCredentialsMissing,
  TokenProviderError: errors.StateBucketCredentialsMissing,
  ConditionalRequestConflict: errors.StateBucketUnavailable,
  OperationAborted: errors.StateBucketUnavailable,
  TimeoutError: errors.StateBucketUnreachable,
};

/**
 * Says why S3 did not do what was asked. Whatever is no error of the SDK is thrown on.
 *
 * S3's own answer is never the cause that is kept: it repeats the session token of an ExpiredToken, and a cause is
 * printed with all that it has.
 */
export function explainS3Failure(request: BucketRequest, cause: unknown): PlatformError {
  if (isPlatformError(cause) || !isError(cause)) throw cause;
  const status = cause.$metadata?.httpStatusCode;
  const kind = kindOf(cause, status);
  const { verb, bucket, key, region } = request;
  const said = reasonOf(cause).replace(/\.$/, '');
  const answer = status === undefined ? said : `HTTP ${status} ${cause.name}: ${said}`;
  return new PlatformError(kind, {
    message: `could not ${verb} s3://${bucket}/${key} in ${region} (${answer})${doubtOf(verb, kind)}.`,
    context: { bucket, key, region, awsCode: cause.name, status, requestId: cause.$metadata?.requestId },
    ...(status === undefined ? { cause } : {}),
  });
}

function kindOf({ name, code, $metadata }: S3Failure, status: number | undefined): ErrorKind {
  const known = kindByCode[name];
  if (known) return known;
  if (status === undefined) {
    const sent = code !== undefined || $metadata?.attempts !== undefined;
    return sent ? errors.StateBucketUnreachable : errors.StateBucketFailed;
  }
  if (status === 429 || (status >= 500 && status !== 501)) return errors.StateBucketUnavailable;
  // A HEAD, a proxy or an answer without a body has a status alone.
  return status === 403 ? errors.StateBucketAccessDenied : errors.StateBucketFailed;
}

/** A request without an answer may have been carried out. */
function doubtOf(verb: BucketRequest['verb'], kind: ErrorKind): string {
  const changes = verb === 'write' || verb === 'delete';
  return changes && kind.retryable ? '; whether S3 did it all the same is not known' : '';
}

/** Errors of Node.js are of another realm in a test, and no instances of this one's Error. */
function isError(value: unknown): value is S3Failure {
  return typeof value === 'object' && value !== null && 'message' in value && 'name' in value;
}
