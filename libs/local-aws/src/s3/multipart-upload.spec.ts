import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { startLocalAws, type LocalAws } from '../index.js';
import { refusal, s3As } from '../testing/clients.js';
import { buildRole, smallWorld, stateBucket } from '../testing/small-world.js';

const target = { Bucket: stateBucket, Key: 'large' };
const large = Buffer.alloc(5 * 1024 ** 2, 'ab');
let aws: LocalAws;
let s3: S3Client;
beforeEach(async () => {
  aws = await startLocalAws({ world: smallWorld });
  s3 = s3As(aws, buildRole);
});
afterEach(() => aws.close());

const create = async () => (await s3.send(new CreateMultipartUploadCommand(target))).UploadId ?? '';
const upload = async (UploadId: string, PartNumber: number, Body: Buffer) => {
  const { ETag } = await s3.send(new UploadPartCommand({ ...target, UploadId, PartNumber, Body }));
  return { PartNumber, ETag };
};
const complete = (UploadId: string, Parts: object[], more = {}) =>
  s3.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts }, ...more }));

it('puts the parts together, in one version', async () => {
  const id = await create();
  const parts = [await upload(id, 1, large), await upload(id, 2, Buffer.from('end'))];
  expect(aws.getObject(stateBucket, 'large')).toBeUndefined();
  const { ETag, VersionId } = await complete(id, parts);
  expect(ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
  const object = await s3.send(new GetObjectCommand(target));
  expect(object).toMatchObject({ ETag, VersionId, ContentLength: large.length + 3 });
  expect(aws.getObject(stateBucket, 'large')?.equals(Buffer.concat([large, Buffer.from('end')]))).toBe(true);
  expect((await refusal(complete(id, parts))).code).toBe('NoSuchUpload');
});

it('holds to the conditions of a write', async () => {
  aws.putObject(stateBucket, 'large', 'x');
  const id = await create();
  const parts = [await upload(id, 1, Buffer.from('small'))];
  expect((await refusal(complete(id, parts, { IfNoneMatch: '*' }))).status).toBe(412);
  expect((await refusal(complete(id, parts, { IfMatch: '"other"' }))).status).toBe(412);
  await complete(id, parts);
  expect(aws.getObject(stateBucket, 'large')?.toString()).toBe('small');
});

it('refuses parts that are wrong', async () => {
  const id = await create();
  const [first, second] = [await upload(id, 1, Buffer.from('a')), await upload(id, 2, Buffer.from('b'))];
  expect((await refusal(complete(id, [first, second]))).code).toBe('EntityTooSmall');
  expect((await refusal(complete(id, [second, first]))).code).toMatch(/EntityTooSmall|InvalidPartOrder/);
  expect((await refusal(complete(id, [{ ...first, ETag: '"other"' }]))).code).toBe('InvalidPart');
  expect((await refusal(upload(id, 0, large))).code).toBe('InvalidArgument');
  expect((await refusal(upload('unknown', 1, large))).code).toBe('NoSuchUpload');
});

it('is decided by s3:PutObject, and aborting by a permission of its own', async () => {
  const id = await create();
  await complete(id, [await upload(id, 1, Buffer.from('x'))]);
  const asked = aws.decisions().map(({ action, effect }) => `${action} ${effect}`);
  expect(new Set(asked)).toEqual(new Set(['s3:PutObject allow']));
  const abort = s3.send(new AbortMultipartUploadCommand({ ...target, UploadId: await create() }));
  expect((await refusal(abort)).code).toBe('AccessDenied');
  const guarded = s3.send(new CreateMultipartUploadCommand({ ...target, Key: 'protected/a' }));
  expect((await refusal(guarded)).code).toBe('AccessDenied');
});
