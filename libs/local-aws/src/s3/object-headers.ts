import type { AwsRequest } from '../http/aws-request.js';
import type { StoredVersion, StoredObject } from './stored-version.js';

/** The content headers that an object keeps from its upload. */
export const contentHeaders = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
] as const;

/** What an upload leaves with the object: content headers and `x-amz-meta-*`. */
export function storedHeaders({ headers }: AwsRequest): Record<string, string> {
  const kept: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'content-encoding') {
      const encodings = value.split(',').map((encoding) => encoding.trim());
      const own = encodings.filter((encoding) => encoding !== 'aws-chunked' && encoding !== '');
      if (own.length > 0) kept[name] = own.join(',');
    } else if ((contentHeaders as readonly string[]).includes(name) || name.startsWith('x-amz-meta-')) {
      kept[name] = value;
    }
  }
  return kept;
}

/** What a GET or HEAD of the whole object says of it. Every object is encrypted at rest, as S3 does since 2023. */
export function describeObject(object: StoredObject, versioned: boolean): Record<string, string> {
  return {
    ...object.headers,
    'accept-ranges': 'bytes',
    etag: object.etag,
    'last-modified': object.lastModified.toUTCString(),
    'x-amz-server-side-encryption': 'AES256',
    ...versionHeader(object, versioned),
  };
}

/** `x-amz-version-id`, which a bucket without versioning does not send. */
export function versionHeader(version: StoredVersion, versioned: boolean): Record<string, string> {
  return versioned ? { 'x-amz-version-id': version.versionId } : {};
}
