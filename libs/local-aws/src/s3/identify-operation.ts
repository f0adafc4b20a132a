import type { AwsRequest } from '../http/aws-request.js';
import { deleteObject } from './operations/delete-object.js';
import { getBucketLocation } from './operations/get-bucket-location.js';
import { getBucketVersioning } from './operations/get-bucket-versioning.js';
import { getObject, headObject } from './operations/get-object.js';
import { headBucket } from './operations/head-bucket.js';
import { listObjectVersions } from './operations/list-object-versions.js';
import { listObjectsV2 } from './operations/list-objects-v2.js';
import { multipartOperations } from './operations/multipart-upload.js';
import { putObject } from './operations/put-object.js';
import { parseS3Address } from './s3-address.js';
import { notImplemented } from './s3-errors.js';
import type { S3Operation } from './s3-operation.js';

const operations: readonly S3Operation[] = [
  getObject,
  headObject,
  putObject,
  ...multipartOperations,
  deleteObject,
  headBucket,
  listObjectsV2,
  listObjectVersions,
  getBucketLocation,
  getBucketVersioning,
];

/** Headers that mean the same, or nothing, for every operation. */
const commonHeaders = [
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-expected-bucket-owner',
  'x-amz-security-token',
  'x-amz-user-agent',
  'x-amzn-trace-id',
];

/** Headers that change what a request means, so that ignoring one would be a wrong answer. */
const meaningful = /^(?:x-amz-|if-|range$)/;

/**
 * Finds the operation that a request asks for, with its bucket and key.
 *
 * @throws ServiceError NotImplemented for every other request, and for a parameter or header that is not heeded
 */
export function identifyS3Operation(request: AwsRequest): {
  readonly operation: S3Operation;
  readonly bucket: string;
  readonly key?: string;
} {
  const { bucket, key } = parseS3Address(request);
  if (bucket === undefined) throw notImplemented(`${request.method} on the service itself`);
  const target = key === undefined ? 'bucket' : 'object';
  // x-id only repeats the operation's name, for the SDKs' own bookkeeping.
  const parameters = [...request.query.keys()].filter((name) => name !== 'x-id');
  const operation = operations.find(
    ({ method, on, requiredQuery = [], optionalQuery = [] }) =>
      method === request.method &&
      on === target &&
      requiredQuery.every((name) => parameters.includes(name)) &&
      parameters.every((name) => requiredQuery.includes(name) || optionalQuery.includes(name)),
  );
  if (!operation) {
    throw notImplemented(`${request.method} of ${target} with the parameters [${parameters.join(', ')}]`);
  }
  requireHeeded(request, operation);
  return key === undefined ? { operation, bucket } : { operation, bucket, key };
}

function requireHeeded({ headers }: AwsRequest, { name, headers: own = [] }: S3Operation): void {
  const unheeded = Object.keys(headers).filter(
    (header) =>
      meaningful.test(header) &&
      !commonHeaders.includes(header) &&
      !own.some((heeded) =>
        heeded.endsWith('*') ? header.startsWith(heeded.slice(0, -1)) : header === heeded,
      ),
  );
  if (unheeded.length > 0) throw notImplemented(`${name} with the headers [${unheeded.join(', ')}]`);
}
