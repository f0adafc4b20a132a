import { queryValue } from '../../http/aws-request.js';
import type { AwsResponse } from '../../http/aws-response.js';
import { ServiceError } from '../../http/service-error.js';
import { checksumHeaders, verifyChecksums } from '../../payload/checksums.js';
import type { NamedPart } from '../multipart-uploads.js';
import { contentHeaders, storedHeaders, versionHeader } from '../object-headers.js';
import { s3Document } from '../s3-document.js';
import type { S3Call, S3Operation } from '../s3-operation.js';
import { onObject } from '../s3-question.js';
import { authorizeWrite, refuseUnsupportedValues, requireWritePreconditions } from './put-object.js';

/**
 * The four operations of a multipart upload, by which Terraform's S3 backend writes a state of more than 5 MB. The
 * first three take s3:PutObject, and no more; aborting has a permission of its own (S3 user guide, "Multipart upload API
 * and permissions").
 */
export const multipartOperations: readonly S3Operation[] = [
  {
    name: 'CreateMultipartUpload',
    method: 'POST',
    on: 'object',
    requiredQuery: ['uploads'],
    headers: [
      ...contentHeaders,
      'x-amz-acl',
      'x-amz-checksum-algorithm',
      'x-amz-checksum-type',
      'x-amz-meta-*',
      'x-amz-server-side-encryption',
      'x-amz-storage-class',
    ],
    perform: create,
  },
  {
    name: 'UploadPart',
    method: 'PUT',
    on: 'object',
    requiredQuery: ['partNumber', 'uploadId'],
    headers: [
      ...checksumHeaders,
      'content-md5',
      'x-amz-decoded-content-length',
      'x-amz-sdk-checksum-algorithm',
      'x-amz-trailer',
    ],
    perform: uploadPart,
  },
  {
    name: 'CompleteMultipartUpload',
    method: 'POST',
    on: 'object',
    requiredQuery: ['uploadId'],
    headers: ['if-match', 'if-none-match', 'x-amz-checksum-type', 'x-amz-mp-object-size'],
    perform: complete,
  },
  {
    name: 'AbortMultipartUpload',
    method: 'DELETE',
    on: 'object',
    requiredQuery: ['uploadId'],
    perform: abort,
  },
];

function create(call: S3Call): AwsResponse {
  const { request, objects, bucket, key } = call;
  authorizeWrite(call);
  refuseUnsupportedValues(request.headers);
  const uploadId = objects.uploads.start(key, storedHeaders(request));
  return s3Document('InitiateMultipartUploadResult', [
    ['Bucket', bucket.name],
    ['Key', key],
    ['UploadId', uploadId],
  ]);
}

function uploadPart(call: S3Call): AwsResponse {
  const { request, payload, objects, key } = call;
  authorizeWrite(call);
  const number = Number(queryValue(request, 'partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw new ServiceError('InvalidArgument', 400, 'Part number must be an integer between 1 and 10000.');
  }
  const checksums = verifyChecksums({ ...request.headers, ...payload.trailers }, payload.body);
  const etag = objects.uploads.putPart(uploadIdOf(call), key, number, payload.body);
  return { status: 200, headers: { etag, ...checksums } };
}

function complete(call: S3Call): AwsResponse {
  const { payload, objects, bucket, key } = call;
  authorizeWrite(call);
  const parts = parseParts(payload.body.toString('utf8'));
  const { etag, ...content } = objects.uploads.assemble(uploadIdOf(call), key, parts);
  requireWritePreconditions(call);
  objects.uploads.end(uploadIdOf(call), key);
  const object = objects.put(key, { ...content, checksums: {} }, etag);
  const { headers, ...document } = s3Document('CompleteMultipartUploadResult', [
    ['Location', `/${bucket.name}/${key}`],
    ['Bucket', bucket.name],
    ['Key', key],
    ['ETag', object.etag],
  ]);
  return { ...document, headers: { ...headers, ...versionHeader(object, objects.versioned) } };
}

function abort(call: S3Call): AwsResponse {
  call.authorizer.require(onObject(call, 's3:AbortMultipartUpload'));
  call.objects.uploads.end(uploadIdOf(call), call.key);
  return { status: 204, headers: {} };
}

function uploadIdOf({ request }: S3Call): string {
  return queryValue(request, 'uploadId') ?? '';
}

/** The checksums that go along with the parts were verified when they came. */
function parseParts(xml: string): readonly NamedPart[] {
  const parts = [...xml.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: Number(/<PartNumber>\s*(\d+)\s*<\/PartNumber>/.exec(part)?.[1]),
    etag: (/<ETag>\s*(.*?)\s*<\/ETag>/s.exec(part)?.[1] ?? '')
      .replaceAll('&quot;', '')
      .replaceAll('&#34;', ''),
  }));
  if (parts.length > 0 && parts.every(({ number }) => Number.isInteger(number))) return parts;
  throw new ServiceError('MalformedXML', 400, 'The XML you provided names no parts.');
}
