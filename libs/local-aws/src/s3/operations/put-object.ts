import type { AwsResponse } from '../../http/aws-response.js';
import { checksumHeaders, verifyChecksums } from '../../payload/checksums.js';
import { contentHeaders, storedHeaders, versionHeader } from '../object-headers.js';
import { matchesETag } from '../read-preconditions.js';
import { noSuchKey, notImplemented, preconditionFailed } from '../s3-errors.js';
import type { S3Call, S3Operation } from '../s3-operation.js';
import { onObject } from '../s3-question.js';

/**
 * PutObject in one request, with its checksums verified, and with the conditions that Terraform's S3 lock is made
 * of: `If-None-Match: *` (only a new key) and `If-Match` (only over this content).
 */
export const putObject: S3Operation = {
  name: 'PutObject',
  method: 'PUT',
  on: 'object',
  headers: [
    ...contentHeaders,
    ...checksumHeaders,
    'content-md5',
    'if-match',
    'if-none-match',
    'x-amz-acl',
    'x-amz-decoded-content-length',
    'x-amz-meta-*',
    'x-amz-sdk-checksum-algorithm',
    'x-amz-server-side-encryption',
    'x-amz-storage-class',
    'x-amz-trailer',
  ],
  perform,
};

function perform(call: S3Call): AwsResponse {
  const { request, payload, objects, key } = call;
  const { headers } = request;
  authorizeWrite(call);
  refuseUnsupportedValues(headers);
  const checksums = verifyChecksums({ ...headers, ...payload.trailers }, payload.body);
  requireWritePreconditions(call);
  const object = objects.put(key, { body: payload.body, headers: storedHeaders(request), checksums });
  const described = { etag: object.etag, 'x-amz-server-side-encryption': 'AES256' };
  return {
    status: 200,
    headers: { ...described, ...checksums, ...versionHeader(object, objects.versioned) },
  };
}

/**
 * A write over a known ETag tells whether the object has it, so it takes s3:GetObject as well: what the S3 user guide
 * says of conditional deletes, held for writes too.
 */
export function authorizeWrite(call: S3Call): void {
  const { headers } = call.request;
  call.authorizer.require(
    onObject(call, 's3:PutObject', {
      's3:if-match': headers['if-match'],
      's3:if-none-match': headers['if-none-match'],
      's3:x-amz-acl': headers['x-amz-acl'],
      's3:x-amz-server-side-encryption': headers['x-amz-server-side-encryption'],
      's3:x-amz-storage-class': headers['x-amz-storage-class'],
    }),
  );
  if (headers['if-match'] !== undefined) call.authorizer.require(onObject(call, 's3:GetObject'));
}

/** Only the values that change nothing here: others would need permissions or keys that this S3 does not have. */
export function refuseUnsupportedValues(headers: Readonly<Record<string, string>>): void {
  const supported: Readonly<Record<string, string>> = {
    'x-amz-acl': 'private',
    'x-amz-server-side-encryption': 'AES256',
    'x-amz-storage-class': 'STANDARD',
  };
  for (const [header, value] of Object.entries(supported)) {
    const actual = headers[header];
    if (actual !== undefined && actual !== value) throw notImplemented(`${header}: ${actual}`);
  }
}

/** @throws ServiceError PreconditionFailed, NoSuchKey */
export function requireWritePreconditions({ request, objects, key }: S3Call): void {
  const current = objects.current(key);
  const existing = current?.kind === 'object' ? current : undefined;
  const ifNoneMatch = request.headers['if-none-match'];
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch !== '*') throw notImplemented(`If-None-Match: ${ifNoneMatch} for a write`);
    if (existing) throw preconditionFailed('If-None-Match');
  }
  const ifMatch = request.headers['if-match'];
  if (ifMatch !== undefined) {
    if (!existing) throw noSuchKey(key);
    if (!matchesETag(ifMatch, existing.etag)) throw preconditionFailed('If-Match');
  }
}
