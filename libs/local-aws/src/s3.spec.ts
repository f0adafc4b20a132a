import {
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Agent } from 'node:http';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { startLocalAws, type LocalAws } from './index.js';
import { refusal, s3As } from './testing/clients.js';
import {
  blindRole,
  buildRole,
  centralBucket,
  centralRegion,
  plainBucket,
  REGIONAL,
  smallWorld,
  stateBucket,
  STRANGER,
  strangerRole,
  writingRole,
} from './testing/small-world.js';

let aws: LocalAws;
let s3: S3Client;

beforeAll(async () => {
  aws = await startLocalAws({ world: smallWorld });
  s3 = s3As(aws, buildRole);
});
afterAll(() => aws.close());

const put = (Key: string, Body: string | Uint8Array | Readable, more = {}) =>
  s3.send(new PutObjectCommand({ Bucket: stateBucket, Key, Body, ...more }));
const get = (Key: string, more = {}) => s3.send(new GetObjectCommand({ Bucket: stateBucket, Key, ...more }));
const text = async (Key: string, more = {}) => (await get(Key, more)).Body?.transformToString();

describe('objects', () => {
  it('gives back what was put, with its headers', async () => {
    const { ETag, VersionId } = await put('round/trip +ä%.json', '{"serial":1}', {
      ContentType: 'application/json',
      Metadata: { lineage: 'x' },
      ServerSideEncryption: 'AES256',
    });
    const object = await get('round/trip +ä%.json');
    expect(await object.Body?.transformToString()).toBe('{"serial":1}');
    expect(object).toMatchObject({
      ContentType: 'application/json',
      ContentLength: 12,
      Metadata: { lineage: 'x' },
      ETag,
      VersionId,
      ServerSideEncryption: 'AES256',
    });
    expect(object.LastModified).toBeInstanceOf(Date);
  });

  it('takes a streamed body, unpacked from its chunks', async () => {
    const body = Buffer.alloc(300_000, 'abcdefg');
    const stream = Readable.from([body.subarray(0, 100_000), body.subarray(100_000)]);
    await put('streamed', stream, { ContentLength: body.length });
    expect(aws.getObject(stateBucket, 'streamed')?.equals(body)).toBe(true);
    expect((await get('streamed')).ContentEncoding).toBeUndefined();
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'verifies %s, and gives it back when asked',
    async (ChecksumAlgorithm) => {
      await put(`sum/${ChecksumAlgorithm}`, 'checked', { ChecksumAlgorithm });
      const object = await get(`sum/${ChecksumAlgorithm}`, { ChecksumMode: 'ENABLED' });
      expect(object[`Checksum${ChecksumAlgorithm}`]).toMatch(/=$/);
      expect(await object.Body?.transformToString()).toBe('checked');
    },
  );

  it('refuses a body that does not have the checksum it came with', async () => {
    const wrong = Buffer.from('0000').toString('base64');
    expect(await refusal(put('bad', 'x', { ChecksumCRC32: wrong }))).toEqual({
      code: 'BadDigest',
      status: 400,
    });
    expect(await refusal(put('bad', 'x', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }))).toEqual({
      code: 'BadDigest',
      status: 400,
    });
    expect(await refusal(put('bad', 'x', { ContentMD5: 'no digest' }))).toEqual({
      code: 'InvalidDigest',
      status: 400,
    });
    expect(aws.getObject(stateBucket, 'bad')).toBeUndefined();
  });

  it('answers a range with 206 and its place', async () => {
    await put('range', '0123456789');
    const part = await get('range', { Range: 'bytes=2-4' });
    expect(part.$metadata.httpStatusCode).toBe(206);
    expect(part.ContentRange).toBe('bytes 2-4/10');
    expect(await part.Body?.transformToString()).toBe('234');
    expect(await refusal(get('range', { Range: 'bytes=10-' }))).toEqual({
      code: 'InvalidRange',
      status: 416,
    });
  });

  it('heads what it would give', async () => {
    await put('head', 'four');
    const head = await s3.send(new HeadObjectCommand({ Bucket: stateBucket, Key: 'head' }));
    expect(head).toMatchObject({ ContentLength: 4, ETag: (await get('head')).ETag });
    const missing = s3.send(new HeadObjectCommand({ Bucket: stateBucket, Key: 'no head' }));
    expect(await refusal(missing)).toEqual({ code: 'NotFound', status: 404 });
  });

  it('reads under conditions', async () => {
    const { ETag } = await put('conditional', 'x');
    expect(await text('conditional', { IfMatch: ETag })).toBe('x');
    expect(await refusal(get('conditional', { IfMatch: '"other"' }))).toEqual({
      code: 'PreconditionFailed',
      status: 412,
    });
    expect((await refusal(get('conditional', { IfNoneMatch: ETag }))).status).toBe(304);
  });
});

describe('conditional writes, which the lock file is made of', () => {
  it('lets one of many If-None-Match: * writers through', async () => {
    const writers = Array.from({ length: 8 }, (_, writer) =>
      put('only-one.tflock', `writer ${writer}`, { IfNoneMatch: '*' }),
    );
    const outcomes = await Promise.allSettled(writers);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: 'PreconditionFailed' });
    }
    await s3.send(new DeleteObjectCommand({ Bucket: stateBucket, Key: 'only-one.tflock' }));
    await put('only-one.tflock', 'after the delete marker', { IfNoneMatch: '*' });
  });

  it('writes over a known ETag alone, and deletes it alone', async () => {
    expect(await refusal(put('cas', 'x', { IfMatch: '"a"' }))).toEqual({ code: 'NoSuchKey', status: 404 });
    const { ETag } = await put('cas', 'first');
    await put('cas', 'second', { IfMatch: ETag });
    expect((await refusal(put('cas', 'third', { IfMatch: ETag }))).status).toBe(412);
    const deletion = new DeleteObjectCommand({ Bucket: stateBucket, Key: 'cas', IfMatch: ETag ?? '' });
    expect((await refusal(s3.send(deletion))).status).toBe(412);
    expect(await text('cas')).toBe('second');
  });
});

describe('a condition on an ETag', () => {
  it('takes the permission to read, for it tells of the content', async () => {
    const { ETag = '' } = await put('guarded', 'x');
    const writer = s3As(aws, writingRole);
    const target = { Bucket: stateBucket, Key: 'guarded' };
    const accessDenied = { code: 'AccessDenied', status: 403 };
    const write = writer.send(new PutObjectCommand({ ...target, Body: 'y', IfMatch: ETag }));
    expect(await refusal(write)).toEqual(accessDenied);
    const deletion = writer.send(new DeleteObjectCommand({ ...target, IfMatch: ETag }));
    expect(await refusal(deletion)).toEqual(accessDenied);
    expect(await text('guarded')).toBe('x');
    await writer.send(new DeleteObjectCommand({ ...target, IfMatch: '*' }));
    const gone = writer.send(new DeleteObjectCommand({ ...target, IfMatch: '*' }));
    expect((await refusal(gone)).status).toBe(412);
    const never = writer.send(new DeleteObjectCommand({ ...target, Key: 'never', IfMatch: '*' }));
    expect(await refusal(never)).toEqual({ code: 'NoSuchKey', status: 404 });
  });
});

describe('versions', () => {
  it('keeps them, marks deletions, and takes one version back for good', async () => {
    const first = await put('versions/a', 'one');
    await put('versions/a', 'two');
    const deletion = await s3.send(new DeleteObjectCommand({ Bucket: stateBucket, Key: 'versions/a' }));
    expect(deletion.DeleteMarker).toBe(true);
    expect(await refusal(get('versions/a'))).toEqual({ code: 'NoSuchKey', status: 404 });
    expect(await text('versions/a', { VersionId: first.VersionId })).toBe('one');
    const marker = get('versions/a', { VersionId: deletion.VersionId });
    expect(await refusal(marker)).toEqual({ code: 'MethodNotAllowed', status: 405 });

    const list = () => s3.send(new ListObjectVersionsCommand({ Bucket: stateBucket, Prefix: 'versions/' }));
    const before = await list();
    expect(before.Versions?.map(({ IsLatest }) => IsLatest)).toEqual([false, false]);
    expect(before.DeleteMarkers).toEqual([expect.objectContaining({ Key: 'versions/a', IsLatest: true })]);

    await s3.send(
      new DeleteObjectCommand({ Bucket: stateBucket, Key: 'versions/a', VersionId: deletion.VersionId }),
    );
    expect(await text('versions/a')).toBe('two');
    expect((await list()).DeleteMarkers).toBeUndefined();
    const gone = get('versions/a', { VersionId: deletion.VersionId });
    expect(await refusal(gone)).toEqual({ code: 'NoSuchVersion', status: 404 });
  });

  it('has none in a bucket without versioning', async () => {
    const target = { Bucket: plainBucket, Key: 'a' };
    expect((await s3.send(new PutObjectCommand({ ...target, Body: 'x' }))).VersionId).toBeUndefined();
    await s3.send(new PutObjectCommand({ ...target, Body: 'y' }));
    const versions = await s3.send(new ListObjectVersionsCommand({ Bucket: plainBucket }));
    expect(versions.Versions).toHaveLength(1);
    await s3.send(new DeleteObjectCommand(target));
    expect(aws.listObjects(plainBucket)).toEqual([]);
  });

  it('pages through them', async () => {
    for (const body of ['1', '2', '3']) await put('paged/a', body);
    await put('paged/b', '4');
    const seen: (string | undefined)[] = [];
    let markers: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
    while (markers) {
      const page: Awaited<ReturnType<typeof list>> = await list(markers);
      seen.push(...(page.Versions ?? []).map(({ Key, VersionId }) => `${Key} ${VersionId}`));
      const { NextKeyMarker, NextVersionIdMarker } = page;
      markers = page.IsTruncated
        ? { KeyMarker: NextKeyMarker ?? '', VersionIdMarker: NextVersionIdMarker ?? '' }
        : undefined;
    }
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);

    function list(from: { KeyMarker?: string; VersionIdMarker?: string }) {
      const query = { Bucket: stateBucket, Prefix: 'paged/', MaxKeys: 2, ...from };
      return s3.send(new ListObjectVersionsCommand(query));
    }
  });
});

describe('listings', () => {
  it('shows keys and common prefixes in pages', async () => {
    for (const key of ['x/1', 'x/2', 'y', 'z/1', 'ä b']) await put(`list/${key}`, key);
    const seen: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket: stateBucket,
          Prefix: 'list/',
          Delimiter: '/',
          MaxKeys: 1,
          EncodingType: 'url',
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      );
      expect(page.KeyCount).toBe(1);
      seen.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix));
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    expect(seen).toEqual(['list/x/', 'list/y', 'list/z/', 'list/%C3%A4%20b']);
  });

  it('escapes keys in XML', async () => {
    await put('xml/<&>"\'', 'x');
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: stateBucket, Prefix: 'xml/' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['xml/<&>"\'']);
  });
});

describe('buckets', () => {
  it('tells location, versioning and existence', async () => {
    const Bucket = stateBucket;
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBeUndefined();
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
    expect((await s3.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe('us-east-1');
    const missing = s3.send(new GetObjectCommand({ Bucket: 'no-such-bucket', Key: 'a' }));
    expect(await refusal(missing)).toEqual({ code: 'NoSuchBucket', status: 404 });
  });

  it('redirects to the region of the bucket, and the SDK follows', async () => {
    aws.putObject(centralBucket, 'management-deploy/terraform.tfstate', '{}');
    const request = { Bucket: centralBucket, Key: 'management-deploy/terraform.tfstate' };
    expect(await refusal(s3.send(new GetObjectCommand(request)))).toEqual({
      code: 'PermanentRedirect',
      status: 301,
    });
    const following = s3As(aws, buildRole, { followRegionRedirects: true });
    const object = await following.send(new GetObjectCommand(request));
    expect(await object.Body?.transformToString()).toBe('{}');
  });

  it('answers only for the owner that the caller expects', async () => {
    const head = (ExpectedBucketOwner: string) =>
      s3.send(new HeadBucketCommand({ Bucket: stateBucket, ExpectedBucketOwner }));
    expect((await head(REGIONAL)).BucketRegion).toBe('us-east-1');
    expect((await refusal(head(STRANGER))).status).toBe(403);
  });

  it('takes the bucket from the host', async () => {
    const toLoopback: LookupFunction = (_host, _options, found) =>
      found(null, [{ address: '127.0.0.1', family: 4 }]);
    const virtual = s3As(aws, buildRole, {
      endpoint: aws.endpoint.replace('127.0.0.1', 'localhost'),
      forcePathStyle: false,
      requestHandler: { httpAgent: new Agent({ lookup: toLoopback }) },
    });
    await put('virtual', 'host');
    const object = await virtual.send(new GetObjectCommand({ Bucket: stateBucket, Key: 'virtual' }));
    expect(await object.Body?.transformToString()).toBe('host');
  });

  it('answers NotImplemented to what it would only half do', async () => {
    const acl = s3.send(new GetObjectAclCommand({ Bucket: stateBucket, Key: 'a' }));
    expect(await refusal(acl)).toEqual({ code: 'NotImplemented', status: 501 });
    expect(await refusal(put('tagged', 'x', { Tagging: 'a=b' }))).toEqual({
      code: 'NotImplemented',
      status: 501,
    });
    expect(await refusal(put('kms', 'x', { ServerSideEncryption: 'aws:kms' }))).toEqual({
      code: 'NotImplemented',
      status: 501,
    });
    expect(aws.getObject(stateBucket, 'kms')).toBeUndefined();
  });
});

describe('policies', () => {
  it('are asked for the action that each operation takes', async () => {
    const { VersionId } = await put('asked', 'x');
    const [bucket, object] = [{ Bucket: stateBucket }, { Bucket: stateBucket, Key: 'asked' }];
    const asked = aws.decisions().length;
    await s3.send(new GetObjectCommand(object));
    await s3.send(new GetObjectCommand({ ...object, VersionId }));
    await s3.send(new HeadObjectCommand(object));
    await s3.send(new ListObjectsV2Command(bucket));
    await s3.send(new ListObjectVersionsCommand(bucket));
    await s3.send(new HeadBucketCommand(bucket));
    await s3.send(new GetBucketLocationCommand(bucket));
    await s3.send(new GetBucketVersioningCommand(bucket));
    await s3.send(new DeleteObjectCommand(object));
    await s3.send(new DeleteObjectCommand({ ...object, VersionId }));
    const arn = `arn:aws:s3:::${stateBucket}`;
    const decisions = aws.decisions().slice(asked);
    expect(decisions.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
      `s3:GetObject ${arn}/asked`,
      `s3:GetObjectVersion ${arn}/asked`,
      `s3:GetObject ${arn}/asked`,
      `s3:ListBucket ${arn}`,
      `s3:ListBucketVersions ${arn}`,
      `s3:ListBucket ${arn}`,
      `s3:GetBucketLocation ${arn}`,
      `s3:GetBucketVersioning ${arn}`,
      `s3:DeleteObject ${arn}/asked`,
      `s3:DeleteObjectVersion ${arn}/asked`,
    ]);
    expect(decisions.filter(({ context }) => context?.['s3:VersionId'] === VersionId)).toHaveLength(2);
  });

  it('denies by the bucket policy what the identity policy allows', async () => {
    expect(await refusal(put('protected/a', 'x'))).toEqual({ code: 'AccessDenied', status: 403 });
    expect(aws.decisions().at(-1)).toMatchObject({
      action: 's3:PutObject',
      effect: 'explicit-deny',
      decidedBy: [{ layer: 'resource', sid: 'ProtectedObjects' }],
      httpStatus: 403,
    });
  });

  it('needs both sides across accounts', async () => {
    aws.putObject(stateBucket, 'secret', 'x');
    const stranger = s3As(aws, strangerRole);
    const read = stranger.send(new GetObjectCommand({ Bucket: stateBucket, Key: 'secret' }));
    expect(await refusal(read)).toEqual({ code: 'AccessDenied', status: 403 });
    aws.putObject(centralBucket, 'management-deploy/a', 'x');
    const request = { Bucket: centralBucket, Key: 'management-deploy/a' };
    const build = s3As(aws, buildRole, { region: centralRegion });
    expect((await build.send(new GetObjectCommand(request))).ContentLength).toBe(1);
    const outside = s3As(aws, strangerRole, { region: centralRegion });
    expect((await refusal(outside.send(new GetObjectCommand(request)))).status).toBe(403);
  });

  it('tells that an object is missing only to whoever may list the bucket', async () => {
    expect(await refusal(get('nowhere'))).toEqual({ code: 'NoSuchKey', status: 404 });
    const blind = s3As(aws, blindRole);
    const read = blind.send(new GetObjectCommand({ Bucket: stateBucket, Key: 'nowhere' }));
    expect(await refusal(read)).toEqual({ code: 'AccessDenied', status: 403 });
    expect(aws.decisions().slice(-2)).toEqual([
      expect.objectContaining({ action: 's3:GetObject', effect: 'allow', httpStatus: 403 }),
      expect.objectContaining({ action: 's3:ListBucket', effect: 'implicit-deny', httpStatus: 403 }),
    ]);
  });

  it('gives s3:prefix to a decision only when it was sent', async () => {
    const central = s3As(aws, buildRole, { region: centralRegion });
    await refusal(central.send(new ListObjectsV2Command({ Bucket: centralBucket })));
    expect(aws.decisions().at(-1)?.context).not.toHaveProperty('s3:prefix');
    await refusal(
      central.send(new ListObjectsV2Command({ Bucket: centralBucket, Prefix: 'management-deploy/' })),
    );
    expect(aws.decisions().at(-1)?.context).toMatchObject({ 's3:prefix': 'management-deploy/' });
  });

  it('lets an anonymous caller have what a bucket policy gives to everybody, and nothing else', async () => {
    aws.putObject(centralBucket, 'public/a', 'open');
    const open = await fetch(`${aws.endpoint}/${centralBucket}/public/a`);
    expect([open.status, await open.text()]).toEqual([200, 'open']);
    const closed = await fetch(`${aws.endpoint}/${centralBucket}/management-deploy/a`);
    expect(closed.status).toBe(403);
    expect(aws.decisions().at(-1)).toMatchObject({
      principal: 'anonymous',
      effect: 'implicit-deny',
      context: { 'aws:RequestedRegion': centralRegion },
    });
  });

  it('counts as TLS unless it is told otherwise', async () => {
    const plain = await startLocalAws({ world: smallWorld, secureTransport: false });
    try {
      const command = new PutObjectCommand({ Bucket: stateBucket, Key: 'a', Body: 'x' });
      expect((await refusal(s3As(plain, buildRole).send(command))).code).toBe('AccessDenied');
      expect(plain.decisions().at(-1)?.decidedBy).toEqual([expect.objectContaining({ sid: 'RequireTls' })]);
    } finally {
      await plain.close();
    }
  });
});
