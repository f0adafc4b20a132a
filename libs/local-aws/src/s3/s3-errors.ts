import { ServiceError } from '../http/service-error.js';
import type { AuthenticationProblem } from '../sigv4/authentication-failure.js';
import type { WorldBucket } from '../world/world.js';

/** What S3 answers to a signature that proves nothing. Source: S3 API reference, "List of error codes". */
const rejections: Readonly<Record<AuthenticationProblem, readonly [code: string, status: number]>> = {
  missing: ['AccessDenied', 403],
  malformed: ['AuthorizationHeaderMalformed', 400],
  'unsigned-headers': ['AccessDenied', 403],
  'unknown-key': ['InvalidAccessKeyId', 403],
  'wrong-token': ['InvalidToken', 400],
  expired: ['ExpiredToken', 400],
  skewed: ['RequestTimeTooSkewed', 403],
  'wrong-signature': ['SignatureDoesNotMatch', 403],
  'wrong-payload': ['XAmzContentSHA256Mismatch', 400],
};

export function s3Rejection(problem: AuthenticationProblem, detail: string): ServiceError {
  const [code, status] = rejections[problem];
  return new ServiceError(code, status, detail);
}

export function noSuchBucket(bucket: string): ServiceError {
  return new ServiceError('NoSuchBucket', 404, 'The specified bucket does not exist', {
    fields: { BucketName: bucket },
  });
}

/** S3's answer to a request that reached the wrong region: clients that follow it sign again for the right one. */
export function permanentRedirect(bucket: WorldBucket): ServiceError {
  return new ServiceError(
    'PermanentRedirect',
    301,
    'The bucket you are attempting to access must be addressed using the specified endpoint. ' +
      'Please send all future requests to this endpoint.',
    {
      fields: { Endpoint: `${bucket.name}.s3.${bucket.region}.amazonaws.com`, Bucket: bucket.name },
      headers: { 'x-amz-bucket-region': bucket.region },
    },
  );
}

export function preconditionFailed(condition: string): ServiceError {
  return new ServiceError(
    'PreconditionFailed',
    412,
    'At least one of the pre-conditions you specified did not hold',
    { fields: { Condition: condition } },
  );
}

export function noSuchKey(key: string): ServiceError {
  return new ServiceError('NoSuchKey', 404, 'The specified key does not exist.', { fields: { Key: key } });
}

export function notImplemented(what: string): ServiceError {
  return new ServiceError('NotImplemented', 501, `The local S3 does not implement ${what}.`);
}
