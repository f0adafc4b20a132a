import type { AwsRequest } from '../http/aws-request.js';
import { preconditionFailed } from './s3-errors.js';
import type { StoredObject } from './stored-version.js';

/**
 * Holds a GET's or HEAD's conditions against the object: an ETag's word counts before a date's (RFC 9110, 13.2.2).
 *
 * @returns whether the answer is 304, without the object
 * @throws ServiceError PreconditionFailed
 */
export function isNotModified({ headers }: AwsRequest, object: StoredObject): boolean {
  const ifMatch = headers['if-match'];
  const unmodifiedSince = headers['if-unmodified-since'];
  if (ifMatch !== undefined) {
    if (!matchesETag(ifMatch, object.etag)) throw preconditionFailed('If-Match');
  } else if (unmodifiedSince !== undefined && isLater(object.lastModified, unmodifiedSince)) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  const ifNoneMatch = headers['if-none-match'];
  const modifiedSince = headers['if-modified-since'];
  if (ifNoneMatch !== undefined) return matchesETag(ifNoneMatch, object.etag);
  return modifiedSince !== undefined && !isLater(object.lastModified, modifiedSince);
}

/** Whether a list of ETags, or `*`, covers this one. Clients leave the quotes out at times; S3 takes that. */
export function matchesETag(list: string, etag: string): boolean {
  return list
    .split(',')
    .map((item) => item.trim())
    .some((item) => item === '*' || item.replaceAll('"', '') === etag.replaceAll('"', ''));
}

/** HTTP dates count whole seconds. An unreadable date is no condition. */
function isLater(modified: Date, httpDate: string): boolean {
  return Math.floor(modified.getTime() / 1000) > Math.floor(Date.parse(httpDate) / 1000);
}
