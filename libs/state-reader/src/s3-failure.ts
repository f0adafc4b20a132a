import { PlatformError, isPlatformError, type ErrorKind } from '@regional-pipeline/platform-model';
import { stateReaderErrors as errors } from './errors.js';
import type { StateObjectRequest } from './fetch-state-object.js';
import { s3Uri } from './provenance.js';

/** What an error of the SDK says about itself; every field may be missing. */
export interface S3Failure extends Error {
  /** The region that S3 wants, in the body of some errors. */
  readonly Region?: string;
  readonly $metadata?: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
    /** How often the request was sent; absent where it never was. */
    readonly attempts?: number;
  };
  readonly $response?: { readonly statusCode?: number; readonly headers?: Readonly<Record<string, string>> };
}

/** Codes of S3: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const kindByCode: Readonly<Partial<Record<string, ErrorKind>>> = {
  AccessDenied: errors.CentralStateAccessDenied,
  NoSuchKey: errors.CentralStateMissing,
  NoSuchBucket: errors.CentralBucketMissing,
  InvalidBucketName: errors.CentralBucketMissing,
  ExpiredToken: errors.CentralCredentialsExpired,
  ExpiredTokenException: errors.CentralCredentialsExpired,
  TokenRefreshRequired: errors.CentralCredentialsExpired,
  InvalidAccessKeyId: errors.CentralCredentialsInvalid,
  InvalidToken: errors.CentralCredentialsInvalid,
  SignatureDoesNotMatch: errors.CentralCredentialsInvalid,
  RequestTimeTooSkewed: errors.CentralCredentialsInvalid,
  CredentialsProviderError: errors.CentralCredentialsMissing,
  TokenProviderError: errors.CentralCredentialsMissing,
  TimeoutError: errors.CentralStateUnreachable,
};

/**
 * Says why S3 in the region `asked` did not give the central state. Whatever is no error of the SDK is thrown on.
 *
 * S3's own answer is never the cause that is kept, only its code, message and request id: it repeats the session
 * token of an ExpiredToken, and a cause is printed with all that it has.
 */
export function explainS3Failure(request: StateObjectRequest, asked: string, cause: unknown): PlatformError {
  if (isPlatformError(cause) || !(cause instanceof Error)) throw cause;
  const failure: S3Failure = cause;
  const kind = kindOf(failure);
  const status = statusOf(failure);
  const { bucket, key } = request;
  return new PlatformError(kind, {
    message: `could not read ${s3Uri(request)} from S3 in ${asked}: ${reasonOf(kind, request, failure)}.`,
    ...remedyOf(kind, request),
    context: {
      bucket,
      key,
      region: asked,
      awsCode: failure.name,
      awsMessage: failure.message,
      status,
      requestId: failure.$metadata?.requestId,
    },
    ...(status === undefined ? { cause } : {}),
  });
}

function statusOf(failure: S3Failure): number | undefined {
  return failure.$metadata?.httpStatusCode ?? failure.$response?.statusCode;
}

function kindOf(failure: S3Failure): ErrorKind {
  const known = kindByCode[failure.name];
  if (known) return known;
  const status = statusOf(failure);
  if (status === undefined) {
    return failure.$metadata?.attempts ? errors.CentralStateUnreachable : errors.CentralStateFailed;
  }
  if (status === 429 || status >= 500) return errors.CentralStateUnavailable;
  // A proxy or an answer without a body has a status alone. Other codes of S3 with a 403 are not about policies.
  if (isUnnamed(failure) && status === 403) return errors.CentralStateAccessDenied;
  if (isUnnamed(failure) && status === 404) return errors.CentralStateMissing;
  return errors.CentralStateFailed;
}

function isUnnamed({ name }: S3Failure): boolean {
  return /^(Unknown|UnknownError|NotFound|Forbidden|\d+|Error|SyntaxError)$/.test(name);
}

function reasonOf(kind: ErrorKind, { bucket }: StateObjectRequest, failure: S3Failure): string {
  const said = failure.message === '' ? failure.name : failure.message.replace(/\.$/, '');
  const status = statusOf(failure);
  const answer = status === undefined ? said : `HTTP ${status} ${failure.name}: ${said}`;
  switch (kind) {
    case errors.CentralStateAccessDenied:
      return `it is missing, or not allowed (${answer})`;
    case errors.CentralStateMissing:
      return failure.$response?.headers?.['x-amz-delete-marker'] === 'true'
        ? `it was deleted: its newest version is a delete marker (${answer})`
        : `there is no such object (${answer})`;
    case errors.CentralBucketMissing:
      return `there is no bucket ${JSON.stringify(bucket)} (${answer})`;
    case errors.CentralStateUnreachable:
      return `no answer (${said})`;
    default:
      return answer;
  }
}

function remedyOf(kind: ErrorKind, { bucket, key, region }: StateObjectRequest): { remedy?: string } {
  if (kind !== errors.CentralStateAccessDenied) return {};
  const sid = region.replaceAll('-', '');
  return {
    remedy:
      `Check that s3://${bucket}/${key} exists. If it does, Central has to add the statements ` +
      `ReadCentralState${sid} and ListCentralState${sid} to the policy of ${bucket} ` +
      `(s3:GetObject on ${key} and s3:ListBucket on its prefix, for the role regional-pipeline-codebuild-role ` +
      `of ${region}); a bucket that is encrypted with a key of Central's own cannot be read.`,
  };
}
