import { queryValue } from '../../http/aws-request.js';
import type { AwsResponse } from '../../http/aws-response.js';
import { ServiceError } from '../../http/service-error.js';
import type { XmlElement } from '../../xml/xml.js';
import { listingContext, nameEncoder, parseListingQuery } from '../listing-request.js';
import { isBehind, lastShown, listPage } from '../listing.js';
import { s3Document } from '../s3-document.js';
import type { S3Call, S3Operation } from '../s3-operation.js';
import { onBucket } from '../s3-question.js';
import type { StoredObject } from '../stored-version.js';

/** ListObjectsV2: the current objects, in pages. Its permission is `s3:ListBucket`. */
export const listObjectsV2: S3Operation = {
  name: 'ListObjectsV2',
  method: 'GET',
  on: 'bucket',
  requiredQuery: ['list-type'],
  optionalQuery: ['prefix', 'delimiter', 'max-keys', 'continuation-token', 'start-after', 'encoding-type'],
  perform,
};

function perform(call: S3Call): AwsResponse {
  const { request, objects, bucket } = call;
  if (queryValue(request, 'list-type') !== '2') {
    throw new ServiceError('InvalidArgument', 400, 'Argument list-type must be 2');
  }
  call.authorizer.require(onBucket(call, 's3:ListBucket', listingContext(request)));
  const query = parseListingQuery(request);
  const token = queryValue(request, 'continuation-token');
  const startAfter = queryValue(request, 'start-after');
  const marker = token === undefined ? startAfter : decodeToken(token);
  const entries = objects
    .listCurrent()
    .filter(({ key }) => marker === undefined || isBehind(key, marker, query.prefix, query.delimiter));
  const page = listPage(entries, query);
  const last = page.truncated ? lastShown(page) : undefined;
  const encode = nameEncoder(request);
  return s3Document('ListBucketResult', [
    ['Name', bucket.name],
    ['Prefix', encode(query.prefix)],
    ['Delimiter', query.delimiter === '' ? undefined : encode(query.delimiter)],
    ['MaxKeys', query.maxKeys],
    ['EncodingType', queryValue(request, 'encoding-type')],
    ['KeyCount', page.items.length + page.commonPrefixes.length],
    ['IsTruncated', page.truncated],
    ['ContinuationToken', token],
    ['NextContinuationToken', last === undefined ? undefined : encodeToken(last)],
    ['StartAfter', startAfter === undefined ? undefined : encode(startAfter)],
    ...page.items.map((object) => describe(object, encode)),
    ...page.commonPrefixes.map((prefix): XmlElement => ['CommonPrefixes', [['Prefix', encode(prefix)]]]),
  ]);
}

function describe(object: StoredObject, encode: (name: string) => string): XmlElement {
  return [
    'Contents',
    [
      ['Key', encode(object.key)],
      ['LastModified', object.lastModified.toISOString()],
      ['ETag', object.etag],
      ['Size', object.body.length],
      ['StorageClass', 'STANDARD'],
    ],
  ];
}

const encodeToken = (name: string) => Buffer.from(name).toString('base64url');

function decodeToken(token: string): string {
  const name = Buffer.from(token, 'base64url').toString();
  if (encodeToken(name) === token) return name;
  throw new ServiceError('InvalidArgument', 400, 'The continuation token provided is incorrect');
}
