import type * as S3 from '@aws-sdk/client-s3';
import { patiently } from './patience.js';
import { explainS3Failure, type BucketRequest } from './s3-failure.js';

/** Where the bucket is, and how it is asked. */
export interface BucketAccess {
  readonly bucket: string;
  readonly region: string;
  readonly client: Omit<S3.S3ClientConfig, 'region'>;
  readonly patienceMs: number;
}

/** An object as it was read, whole. */
export interface BucketObject {
  readonly bytes: Uint8Array;
  /** S3's ETag, which is of the content: the same content has the same one again. */
  readonly version: string;
}

/** One page of a listing. */
export interface ListingPage {
  readonly objects: readonly {
    readonly key: string;
    readonly bytes: number;
    readonly lastModified: string;
  }[];
  /** The names directly below the prefix that have something below them, where folders are asked for. */
  readonly folders: readonly string[];
}

/** A version of an object, or the mark that a deletion left, as a listing has it. */
export interface ListedVersion {
  readonly id: string;
  readonly deleted: boolean;
  readonly newest: boolean;
  readonly bytes: number;
  /** S3's ETag; empty for a deletion. */
  readonly version: string;
  readonly lastModified: string;
}

/** On what a write depends: that there is no object yet, or that it is this version. */
export type WriteCondition = { readonly missing: true } | { readonly version: string };

const answerTimeoutMs = 10_000;

/** The SDK warns on the console of a streamed body that it does not send again: here that is done by others. */
const silent = () => undefined;
const silentLogger = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };

/**
 * The objects of one bucket, by conditional requests, each repeated with patience. Every method rejects with an error
 * of `stateBucketErrors`.
 */
export class BucketObjects {
  readonly access: BucketAccess;
  #loaded: Promise<{ readonly s3: S3.S3Client; readonly sdk: typeof S3 }> | undefined;

  constructor(access: BucketAccess) {
    this.access = access;
  }

  /** The newest version, or the one with this id; undefined where there is none. */
  async read(key: string, versionId?: string): Promise<BucketObject | undefined> {
    const which = versionId === undefined ? {} : { VersionId: versionId };
    return this.#request('read', key, async ({ s3, sdk, Bucket }) => {
      const get = new sdk.GetObjectCommand({ Bucket, Key: key, ...which });
      const output = await s3.send(get).catch(unlessMissing);
      return output && readBody(output);
    });
  }

  /**
   * Writes where the condition holds, and answers the new version; else undefined. Where an earlier attempt had no
   * answer and the object has exactly these bytes now, it was this one's: so the bytes must name their writer.
   */
  async write(key: string, bytes: Uint8Array, condition: WriteCondition): Promise<string | undefined> {
    const expected = 'missing' in condition ? { IfNoneMatch: '*' } : { IfMatch: condition.version };
    return this.#request('write', key, async ({ s3, sdk, Bucket }, attempt) => {
      try {
        const put = new sdk.PutObjectCommand({ Bucket, Key: key, Body: bytes, ...expected });
        return (await s3.send(put, { requestTimeout: timeoutFor(bytes.length) })).ETag ?? '';
      } catch (error) {
        if (!isConditionRefused(error)) throw error;
        if (attempt === 1) return undefined;
        const output = await s3.send(new sdk.GetObjectCommand({ Bucket, Key: key })).catch(unlessMissing);
        const current = output && (await readBody(output));
        return current && Buffer.compare(current.bytes, bytes) === 0 ? current.version : undefined;
      }
    });
  }

  /** Writes what no other writes: the body is made anew for each attempt, and `length` bytes long. */
  async upload(key: string, length: number, body: () => AsyncIterable<Uint8Array>): Promise<void> {
    const { Readable } = await import('node:stream');
    await this.#request('write', key, async ({ s3, sdk, Bucket }) => {
      const stream = Readable.from(body(), { objectMode: false });
      const put = new sdk.PutObjectCommand({ Bucket, Key: key, Body: stream, ContentLength: length });
      await s3.send(put, { requestTimeout: timeoutFor(length) }).finally(() => stream.destroy());
    });
  }

  /** Deletes exactly this version: by a delete marker, since the bucket keeps all versions. */
  async delete(key: string, version: string): Promise<'removed' | 'changed' | 'gone'> {
    return this.#request('delete', key, async ({ s3, sdk, Bucket }, attempt) => {
      try {
        await s3.send(new sdk.DeleteObjectCommand({ Bucket, Key: key, IfMatch: version }));
        return 'removed';
      } catch (error) {
        if (!isConditionRefused(error)) throw error;
        const current = await s3.send(new sdk.HeadObjectCommand({ Bucket, Key: key })).catch(unlessMissing);
        if (current) return 'changed';
        // The answer of an earlier attempt was lost.
        return attempt > 1 ? 'removed' : 'gone';
      }
    });
  }

  /** Lists in the order of the keys, page by page. */
  async *list(
    prefix: string,
    { after, folders = false }: { readonly after?: string; readonly folders?: boolean } = {},
  ): AsyncGenerator<ListingPage> {
    let position: Partial<S3.ListObjectsV2CommandInput> = after === undefined ? {} : { StartAfter: after };
    for (;;) {
      const page = await this.#request('list', prefix, ({ s3, sdk, Bucket }) =>
        s3.send(
          new sdk.ListObjectsV2Command({
            Bucket,
            Prefix: prefix,
            ...(folders ? { Delimiter: '/' } : {}),
            ...position,
          }),
        ),
      );
      const { Contents = [], CommonPrefixes = [], NextContinuationToken } = page;
      yield {
        objects: Contents.map(({ Key = '', Size = 0, LastModified }) => ({
          key: Key,
          bytes: Size,
          lastModified: LastModified?.toISOString() ?? '',
        })),
        folders: CommonPrefixes.map(({ Prefix = '' }) => Prefix.slice(prefix.length, -1)),
      };
      if (NextContinuationToken === undefined) return;
      position = { ContinuationToken: NextContinuationToken };
    }
  }

  /** All versions of one object and the marks of its deletions, the newest first. */
  async versions(key: string): Promise<ListedVersion[]> {
    const found: ListedVersion[] = [];
    let position: Partial<S3.ListObjectVersionsCommandInput> = {};
    for (;;) {
      const page = await this.#request('list', key, ({ s3, sdk, Bucket }) =>
        s3.send(new sdk.ListObjectVersionsCommand({ Bucket, Prefix: key, ...position })),
      );
      const { Versions = [], DeleteMarkers = [], NextKeyMarker, NextVersionIdMarker } = page;
      found.push(
        ...Versions.filter(({ Key }) => Key === key).map((one) => listedVersion(one, false)),
        ...DeleteMarkers.filter(({ Key }) => Key === key).map((one) => listedVersion(one, true)),
      );
      // Keys come in order: behind this one there are only others that begin with it.
      if (!page.IsTruncated || NextKeyMarker !== key) break;
      position = {
        KeyMarker: NextKeyMarker,
        ...(NextVersionIdMarker === undefined ? {} : { VersionIdMarker: NextVersionIdMarker }),
      };
    }
    // S3 lists versions and deletions apart, each the newest first.
    return found.sort((a, b) =>
      a.newest !== b.newest
        ? Number(b.newest) - Number(a.newest)
        : b.lastModified.localeCompare(a.lastModified),
    );
  }

  close(): void {
    void this.#loaded?.then(({ s3 }) => s3.destroy(), silent);
  }

  async #request<T>(
    verb: BucketRequest['verb'],
    key: string,
    send: (
      connection: { readonly s3: S3.S3Client; readonly sdk: typeof S3; readonly Bucket: string },
      attempt: number,
    ) => Promise<T>,
  ): Promise<T> {
    const { bucket, region, patienceMs } = this.access;
    const { s3, sdk } = await (this.#loaded ??= this.#connect());
    try {
      return await patiently(patienceMs, (attempt) => send({ s3, sdk, Bucket: bucket }, attempt));
    } catch (error) {
      throw explainS3Failure({ verb, bucket, key, region }, error);
    }
  }

  async #connect() {
    // Loaded when it is needed: commands that use no bucket start without it.
    const sdk = await import('@aws-sdk/client-s3');
    const { client, region } = this.access;
    const requestHandler = {
      connectionTimeout: 3_000,
      requestTimeout: answerTimeoutMs,
      throwOnRequestTimeout: true,
      socketTimeout: 20_000,
    };
    const s3 = new sdk.S3Client({
      requestHandler,
      logger: silentLogger,
      ...client,
      region,
      maxAttempts: 1,
    });
    return { s3, sdk };
  }
}

function listedVersion(
  { VersionId = '', IsLatest = false, LastModified, ...rest }: S3.ObjectVersion | S3.DeleteMarkerEntry,
  deleted: boolean,
): ListedVersion {
  const { Size = 0, ETag = '' } = rest as S3.ObjectVersion;
  const lastModified = LastModified?.toISOString() ?? '';
  return { id: VersionId, deleted, newest: IsLatest, bytes: Size, version: ETag, lastModified };
}

/** How long an answer is waited for; the sending counts, over a line of 500 KB a second. */
function timeoutFor(bytes: number): number {
  return answerTimeoutMs + bytes / 500;
}

async function readBody({ Body, ETag = '' }: S3.GetObjectCommandOutput): Promise<BucketObject> {
  return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), version: ETag };
}

/** A HEAD has no body to name the error in. */
function unlessMissing(error: unknown): undefined {
  const missing: unknown[] = ['NoSuchKey', 'NotFound', 'NoSuchVersion'];
  if (missing.includes(nameOf(error))) return undefined;
  throw error;
}

/** The object is not the version that was named: another one (412), or none at all (404). */
function isConditionRefused(error: unknown): boolean {
  return nameOf(error) === 'PreconditionFailed' || nameOf(error) === 'NoSuchKey';
}

function nameOf(error: unknown): unknown {
  return (error as { readonly name?: unknown } | null)?.name;
}
