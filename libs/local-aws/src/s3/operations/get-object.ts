import type { AwsResponse } from '../../http/aws-response.js';
import { parseByteRange } from '../byte-range.js';
import { describeObject } from '../object-headers.js';
import { isNotModified } from '../read-preconditions.js';
import type { S3Call, S3Operation } from '../s3-operation.js';
import { selectVersion } from '../select-version.js';

const reading = {
  on: 'object',
  optionalQuery: ['versionId'],
  headers: [
    'range',
    'if-match',
    'if-none-match',
    'if-modified-since',
    'if-unmodified-since',
    'x-amz-checksum-mode',
  ],
  perform: readObject,
} as const;

/** GetObject, of the newest version or a named one, whole or a range of it. */
export const getObject: S3Operation = { name: 'GetObject', method: 'GET', ...reading };

/** HeadObject: needs the same permission, and answers the same without the body. */
export const headObject: S3Operation = { name: 'HeadObject', method: 'HEAD', ...reading };

function readObject(call: S3Call): AwsResponse {
  const { request, objects } = call;
  const object = selectVersion(call);
  const described = describeObject(object, objects.versioned);
  if (isNotModified(request, object)) return { status: 304, headers: described };
  const range = parseByteRange(request.headers['range'], object.body.length);
  if (range) {
    const { first, last } = range;
    const headers = { ...described, 'content-range': `bytes ${first}-${last}/${object.body.length}` };
    return { status: 206, headers, body: object.body.subarray(first, last + 1) };
  }
  const checksums =
    request.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED' ? object.checksums : {};
  return { status: 200, headers: { ...described, ...checksums }, body: object.body };
}
