import { queryValue } from '../../http/aws-request.js';
import type { AwsResponse } from '../../http/aws-response.js';
import type { XmlElement } from '../../xml/xml.js';
import { listingContext, nameEncoder, parseListingQuery } from '../listing-request.js';
import { isBehind, lastShown, listPage } from '../listing.js';
import { s3Document } from '../s3-document.js';
import type { S3Call, S3Operation } from '../s3-operation.js';
import { onBucket } from '../s3-question.js';
import type { StoredVersion } from '../stored-version.js';

/** ListObjectVersions: all versions and delete markers, in pages. Its permission is `s3:ListBucketVersions`. */
export const listObjectVersions: S3Operation = {
  name: 'ListObjectVersions',
  method: 'GET',
  on: 'bucket',
  requiredQuery: ['versions'],
  optionalQuery: ['prefix', 'delimiter', 'max-keys', 'key-marker', 'version-id-marker', 'encoding-type'],
  perform,
};

function perform(call: S3Call): AwsResponse {
  const { request, objects, bucket } = call;
  call.authorizer.require(onBucket(call, 's3:ListBucketVersions', listingContext(request)));
  const query = parseListingQuery(request);
  const keyMarker = queryValue(request, 'key-marker') ?? '';
  const versionMarker = queryValue(request, 'version-id-marker');
  const all = objects.list();
  const page = listPage(
    versionsBehind(all, keyMarker, versionMarker, (key) =>
      isBehind(key, keyMarker, query.prefix, query.delimiter),
    ),
    query,
  );
  const next = page.truncated ? lastShown(page) : undefined;
  const lastVersion = page.items.at(-1);
  const newest = new Set(all.filter((version, index) => all[index - 1]?.key !== version.key));
  const encode = nameEncoder(request);
  return s3Document('ListVersionsResult', [
    ['Name', bucket.name],
    ['Prefix', encode(query.prefix)],
    ['Delimiter', query.delimiter === '' ? undefined : encode(query.delimiter)],
    ['KeyMarker', encode(keyMarker)],
    ['VersionIdMarker', versionMarker ?? ''],
    ['MaxKeys', query.maxKeys],
    ['EncodingType', queryValue(request, 'encoding-type')],
    ['IsTruncated', page.truncated],
    ['NextKeyMarker', next === undefined ? undefined : encode(next)],
    [
      'NextVersionIdMarker',
      next !== undefined && next === lastVersion?.key ? lastVersion.versionId : undefined,
    ],
    ...page.items.map((version) => describe(version, newest.has(version), encode)),
    ...page.commonPrefixes.map((prefix): XmlElement => ['CommonPrefixes', [['Prefix', encode(prefix)]]]),
  ]);
}

/** What comes after the marker: the rest of its key's versions, where a version is named, and all later keys. */
function versionsBehind(
  versions: readonly StoredVersion[],
  keyMarker: string,
  versionMarker: string | undefined,
  isBehindMarker: (key: string) => boolean,
): readonly StoredVersion[] {
  if (keyMarker === '') return versions;
  const named = versions.findIndex(({ key, versionId }) => key === keyMarker && versionId === versionMarker);
  if (named >= 0) return versions.slice(named + 1);
  return versions.filter(({ key }) => isBehindMarker(key));
}

function describe(version: StoredVersion, isLatest: boolean, encode: (name: string) => string): XmlElement {
  const common: readonly XmlElement[] = [
    ['Key', encode(version.key)],
    ['VersionId', version.versionId],
    ['IsLatest', isLatest],
    ['LastModified', version.lastModified.toISOString()],
  ];
  if (version.kind === 'delete-marker') return ['DeleteMarker', common];
  const content: readonly XmlElement[] = [
    ['ETag', version.etag],
    ['Size', version.body.length],
    ['StorageClass', 'STANDARD'],
  ];
  return ['Version', [...common, ...content]];
}
