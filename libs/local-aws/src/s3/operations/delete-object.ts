import { queryValue } from '../../http/aws-request.js';
import type { AwsResponse } from '../../http/aws-response.js';
import { versionHeader } from '../object-headers.js';
import { matchesETag } from '../read-preconditions.js';
import { noSuchKey, notImplemented, preconditionFailed } from '../s3-errors.js';
import type { S3Call, S3Operation } from '../s3-operation.js';
import { onObject } from '../s3-question.js';

/**
 * DeleteObject: a delete marker in a versioned bucket, the end of a version where its id is given (another
 * permission, which nobody has for states: SM-19). Deleting what is not there succeeds, unless `If-Match` wants it to be there.
 */
export const deleteObject: S3Operation = {
  name: 'DeleteObject',
  method: 'DELETE',
  on: 'object',
  optionalQuery: ['versionId'],
  headers: ['if-match'],
  perform,
};

function perform(call: S3Call): AwsResponse {
  const versionId = queryValue(call.request, 'versionId');
  return versionId === undefined ? deleteCurrent(call) : deleteVersion(call, versionId);
}

function deleteCurrent(call: S3Call): AwsResponse {
  const { objects, key } = call;
  const ifMatch = call.request.headers['if-match'];
  call.authorizer.require(onObject(call, 's3:DeleteObject', { 's3:if-match': ifMatch }));
  if (ifMatch !== undefined) requireMatch(call, ifMatch);
  const marker = objects.delete(key);
  const headers = marker
    ? { 'x-amz-delete-marker': 'true', ...versionHeader(marker, objects.versioned) }
    : {};
  return { status: 204, headers };
}

/** S3 user guide, "conditional deletes": a named ETag takes s3:GetObject as well; a delete marker never matches. */
function requireMatch(call: S3Call, ifMatch: string): void {
  if (ifMatch !== '*') call.authorizer.require(onObject(call, 's3:GetObject'));
  const current = call.objects.current(call.key);
  if (!current) throw noSuchKey(call.key);
  if (current.kind === 'delete-marker' || !matchesETag(ifMatch, current.etag))
    throw preconditionFailed('If-Match');
}

function deleteVersion(call: S3Call, versionId: string): AwsResponse {
  const { objects, key, request } = call;
  call.authorizer.require(onObject(call, 's3:DeleteObjectVersion', { 's3:VersionId': versionId }));
  if (request.headers['if-match'] !== undefined) throw notImplemented('If-Match together with a version id');
  const deleted = objects.deleteVersion(key, versionId);
  const marker = deleted?.kind === 'delete-marker' ? { 'x-amz-delete-marker': 'true' } : {};
  return { status: 204, headers: { 'x-amz-version-id': versionId, ...marker } };
}
