import { queryValue } from '../http/aws-request.js';
import { ServiceError } from '../http/service-error.js';
import { noSuchKey } from './s3-errors.js';
import type { S3Call } from './s3-operation.js';
import { onBucket, onObject } from './s3-question.js';
import type { StoredObject, StoredVersion } from './stored-version.js';

/**
 * The version that a GET or HEAD asks for, once the caller is allowed to read it.
 *
 * That an object is missing is told only to a caller that may list the bucket; another gets AccessDenied (what SM-18
 * and SM-19 reckon with).
 * Source: S3 API reference, GetObject, "Permissions".
 *
 * @throws ServiceError AccessDenied, NoSuchKey, NoSuchVersion, MethodNotAllowed for a delete marker by its version id
 */
export function selectVersion(call: S3Call): StoredObject {
  const versionId = queryValue(call.request, 'versionId');
  const { objects, key } = call;
  if (versionId === undefined) {
    call.authorizer.require(onObject(call, 's3:GetObject'));
    return requireObject(call, objects.current(key), noSuchKey(key));
  }
  call.authorizer.require(onObject(call, 's3:GetObjectVersion', { 's3:VersionId': versionId }));
  const version = objects.version(key, versionId);
  if (version?.kind === 'delete-marker') {
    throw new ServiceError(
      'MethodNotAllowed',
      405,
      'The specified method is not allowed against this resource.',
      { headers: { 'x-amz-delete-marker': 'true', 'x-amz-version-id': versionId } },
    );
  }
  const missing = new ServiceError('NoSuchVersion', 404, 'The specified version does not exist.', {
    fields: { Key: key, VersionId: versionId },
  });
  return requireObject(call, version, missing);
}

function requireObject(
  call: S3Call,
  version: StoredVersion | undefined,
  missing: ServiceError,
): StoredObject {
  if (version?.kind === 'object') return version;
  call.authorizer.require(onBucket(call, 's3:ListBucket'));
  if (!version) throw missing;
  throw new ServiceError(missing.code, missing.status, missing.message, {
    fields: missing.fields,
    headers: { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.versionId },
  });
}
