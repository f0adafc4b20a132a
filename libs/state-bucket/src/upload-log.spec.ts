import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LocalAws } from '@regional-pipeline/local-aws';
import { BucketObjects } from './bucket-objects.js';
import type { StateBucket } from './index.js';
import { errorOf } from './testing/error-of.js';
import {
  bucket,
  buildRoleArn,
  cluster,
  openBucket,
  region,
  run,
  startStateAccount,
} from './testing/state-account.js';
import { largestLogBytes, uploadLog } from './upload-log.js';

const key = 'pipeline-runs/20260131t235959-0a1b/logs/mc01.2.log';
let aws: LocalAws;
let store: StateBucket;
let directory: string;
beforeEach(async () => {
  aws = await startStateAccount();
  store = openBucket(aws);
  directory = await mkdtemp(path.join(tmpdir(), 'state-bucket-'));
});
afterEach(async () => {
  store.close();
  await aws.close();
  await rm(directory, { recursive: true });
});

const written = async (content: string) => {
  const file = path.join(directory, 'mc01.log');
  await writeFile(file, content);
  return file;
};
const uploaded = () => aws.getObject(bucket, key)?.toString();

it.each(['', 'one line\n', 'two\nlines ä'])('uploads a log as it is: %j', async (content) => {
  const answer = await store.putLog(run, cluster, 2, await written(content));
  expect(answer).toEqual({ key, bytes: Buffer.byteLength(content), leftOutBytes: 0 });
  expect(uploaded()).toBe(content);
});

it('uploads again what did not arrive', async () => {
  aws.injectFault({ operation: 'PutObject', answer: 'internal-error', times: 1 });
  aws.injectFault({ operation: 'PutObject', answer: 'lose-answer', times: 2 });
  const content = 'line\n'.repeat(200_000);
  await store.putLog(run, cluster, 2, await written(content));
  expect(uploaded()).toBe(content);
});

it('uploads the end of a log that is too large, from the beginning of a line', async () => {
  const credentials = aws.issueCredentials(buildRoleArn);
  const client = { endpoint: aws.endpoint, credentials };
  const objects = new BucketObjects({ bucket, region, client, patienceMs: 0 });
  const file = await written('first\nsecond ä\nthird\nfourth\n');
  const answer = await uploadLog(objects, key, file, 18);
  expect(answer).toEqual({ key, bytes: 13, leftOutBytes: 16 });
  expect(uploaded()).toBe('[the first 16 bytes are left out]\nthird\nfourth\n');

  await uploadLog(objects, key, await written('x'.repeat(20)), 5);
  expect(uploaded()).toBe('[the first 15 bytes are left out]\nxxxxx');
  objects.close();
});

it('takes a log of hundreds of megabytes in small pieces', async () => {
  const file = path.join(directory, 'large.log');
  const handle = await open(file, 'w');
  await handle.truncate(400 * 1024 ** 2);
  await handle.close();
  const { bytes, leftOutBytes } = await store.putLog(run, cluster, 2, file);
  expect([bytes, leftOutBytes]).toEqual([largestLogBytes, 350 * 1024 ** 2]);
  expect(aws.getObject(bucket, key)?.length).toBeGreaterThan(largestLogBytes);
});

it('says that there is no such file', async () => {
  const error = await errorOf(store.putLog(run, cluster, 2, path.join(directory, 'none')));
  expect(error.code).toBe('LogUnreadable');
  expect(error.message).toContain('ENOENT');
});
