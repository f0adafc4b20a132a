import type { GetObjectCommandOutput, S3ClientConfig } from '@aws-sdk/client-s3';
import { PlatformError } from '@regional-pipeline/platform-model';
import { askedRegion } from './bucket-region.js';
import { stateReaderErrors } from './errors.js';
import { s3Uri, type ObjectAddress, type ObjectVersion } from './provenance.js';
import { readText, type ObjectText } from './read-text.js';
import { explainS3Failure } from './s3-failure.js';

/** An object to read, and how. */
export interface StateObjectRequest extends ObjectAddress {
  /** The caller's region, where it is asked for first. */
  readonly region: string;
  readonly client: Omit<S3ClientConfig, 'region'>;
}

/** An object as it was read: whole, in one version. */
export interface StateObject {
  readonly content: ObjectText;
  readonly version: ObjectVersion;
}

/**
 * Gets an object of a bucket in any region: where S3 answers that the bucket is in another one, it is asked there.
 *
 * The SDK's own `followRegionRedirects` follows a 301 only; S3 also answers 400 AuthorizationHeaderMalformed or 307
 * with the region that it wants (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html).
 */
export async function fetchStateObject(request: StateObjectRequest): Promise<StateObject> {
  try {
    return await getObject(request, request.region);
  } catch (error) {
    const there = askedRegion(error);
    if (there === undefined) throw explainS3Failure(request, request.region, error);
    if (there === request.region || there === '') throw regionUnknown(request);
    return getObject(request, there).catch((cause: unknown) => {
      const further = askedRegion(cause);
      throw further === undefined
        ? explainS3Failure(request, there, cause)
        : regionUnknown(request, there, further);
    });
  }
}

async function getObject({ bucket, key, client }: StateObjectRequest, region: string): Promise<StateObject> {
  // Loaded when it is needed: commands that read no state start without it.
  const { S3Client, GetObjectCommand } = await import('@aws-sdk/client-s3');
  const s3 = new S3Client({
    requestHandler: {
      connectionTimeout: 3_000,
      requestTimeout: 10_000,
      throwOnRequestTimeout: true,
      socketTimeout: 20_000,
    },
    ...client,
    region,
  });
  try {
    const output = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return {
      content: await readText(output, { bucket, key }),
      version: { bucketRegion: region, ...versionOf(output) },
    };
  } finally {
    s3.destroy();
  }
}

function versionOf({
  VersionId,
  ETag,
  LastModified,
}: GetObjectCommandOutput): Omit<ObjectVersion, 'bucketRegion'> {
  return {
    // S3's name for an object that was put while versioning was off: there is no version to read again.
    ...(VersionId === undefined || VersionId === 'null' ? {} : { versionId: VersionId }),
    ...(ETag === undefined ? {} : { etag: ETag.replaceAll('"', '') }),
    ...(LastModified === undefined ? {} : { lastModified: LastModified.toISOString() }),
  };
}

function regionUnknown(request: StateObjectRequest, followed?: string, further = ''): PlatformError {
  const { bucket, key, region } = request;
  const trail =
    followed === undefined
      ? `S3 in ${region} says that the bucket is elsewhere, and not where`
      : `S3 in ${region} sent the request to ${followed}, and from there it was sent on to ${further || 'nowhere'}`;
  return new PlatformError(stateReaderErrors.CentralStateRegionUnknown, {
    message: `could not read ${s3Uri(request)}: ${trail}.`,
    context: { bucket, key, region, followed },
  });
}
