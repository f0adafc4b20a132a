import type { AwsRequest } from '../http/aws-request.js';
import { ServiceError } from '../http/service-error.js';

/** What a request is about: the service, a bucket, or an object. */
export interface S3Address {
  readonly bucket?: string;
  readonly key?: string;
}

/**
 * Reads bucket and key from the path (`/bucket/key`), or the bucket from the host where that is
 * `bucket.localhost`.
 *
 * @throws ServiceError InvalidURI for a path that is not percent-encoded UTF-8
 */
export function parseS3Address(request: AwsRequest): S3Address {
  const path = request.rawPath.replace(/^\//, '');
  const [, virtualHost] =
    /^([a-z0-9][a-z0-9.-]+)\.localhost(?::\d+)?$/.exec(request.headers['host'] ?? '') ?? [];
  if (virtualHost !== undefined) return toAddress(virtualHost, path);
  const slash = path.indexOf('/');
  return slash < 0 ? toAddress(path, '') : toAddress(path.slice(0, slash), path.slice(slash + 1));
}

function toAddress(bucket: string, encodedKey: string): S3Address {
  if (bucket === '') return {};
  try {
    return encodedKey === '' ? { bucket } : { bucket, key: decodeURIComponent(encodedKey) };
  } catch {
    throw new ServiceError('InvalidURI', 400, "Couldn't parse the specified URI.");
  }
}
