import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { startLocalAws, type LocalAws } from './index.js';
import { refusal, s3As, stsAs } from './testing/clients.js';
import { buildRole, smallWorld, stateBucket } from './testing/small-world.js';

let aws: LocalAws;
beforeEach(async () => {
  aws = await startLocalAws({ world: smallWorld, faultSeed: 7 });
  aws.putObject(stateBucket, 'a', 'x');
});
afterEach(() => aws.close());

const read = (maxAttempts = 1) =>
  s3As(aws, buildRole, { maxAttempts }).send(new GetObjectCommand({ Bucket: stateBucket, Key: 'a' }));
const whoAmI = () => stsAs(aws, buildRole).send(new GetCallerIdentityCommand());

it('throttles each service in its own words, and records it', async () => {
  const end = aws.injectFault({ answer: 'throttle' });
  expect(await refusal(read())).toEqual({ code: 'SlowDown', status: 503 });
  expect(await refusal(whoAmI())).toEqual({ code: 'Throttling', status: 400 });
  expect(aws.decisions().map(({ effect, reason }) => [effect, reason])).toEqual([
    ['fault', 'Injected fault: throttle'],
    ['fault', 'Injected fault: throttle'],
  ]);
  end();
  expect((await read()).ContentLength).toBe(1);
});

it('fails as often as it is told, and the SDK’s retry gets through', async () => {
  aws.injectFault({ service: 's3', operation: 'GetObject', answer: 'service-unavailable', times: 1 });
  expect((await whoAmI()).Account).toBeDefined();
  expect((await read(2)).$metadata.attempts).toBe(2);
  aws.injectFault({ matches: ({ key }) => key === 'a', answer: 'internal-error', times: 1 });
  expect(await refusal(read())).toEqual({ code: 'InternalError', status: 500 });
});

it('answers a conditional request with a conflict', async () => {
  aws.injectFault({ operation: 'PutObject', answer: 'conflict' });
  const write = new PutObjectCommand({ Bucket: stateBucket, Key: 'b', Body: 'x', IfNoneMatch: '*' });
  expect(await refusal(s3As(aws, buildRole, { maxAttempts: 3 }).send(write))).toEqual({
    code: 'ConditionalRequestConflict',
    status: 409,
  });
  expect(aws.getObject(stateBucket, 'b')).toBeUndefined();
});

it('hits the same requests with the same seed', async () => {
  const outcomes = async (server: LocalAws) => {
    server.injectFault({ rate: 0.5, answer: 'throttle' });
    const client = stsAs(server, buildRole);
    const seen: string[] = [];
    for (let request = 0; request < 30; request++) {
      await client.send(new GetCallerIdentityCommand()).then(
        () => seen.push('ok'),
        () => seen.push('throttled'),
      );
    }
    return seen;
  };
  const again = await startLocalAws({ world: smallWorld, faultSeed: 7 });
  try {
    const first = await outcomes(aws);
    expect(await outcomes(again)).toEqual(first);
    expect(new Set(first).size).toBe(2);
  } finally {
    await again.close();
  }
});

it('carries a request out and loses the answer', async () => {
  aws.injectFault({ operation: 'PutObject', answer: 'lose-answer', times: 1 });
  const lock = new PutObjectCommand({ Bucket: stateBucket, Key: 'a.tflock', Body: 'id', IfNoneMatch: '*' });
  expect(await refusal(s3As(aws, buildRole, { maxAttempts: 2 }).send(lock))).toEqual({
    code: 'PreconditionFailed',
    status: 412,
  });
  expect(aws.getObject(stateBucket, 'a.tflock')?.toString()).toBe('id');
});

it('refuses what the policies allow', async () => {
  aws.injectFault({ service: 's3', answer: 'access-denied' });
  expect(await refusal(read(3))).toEqual({ code: 'AccessDenied', status: 403 });
});

it('breaks the connection, and does nothing', async () => {
  aws.injectFault({ operation: 'PutObject', answer: 'break-connection', times: 1 });
  const write = () =>
    s3As(aws, buildRole, { maxAttempts: 1 }).send(
      new PutObjectCommand({ Bucket: stateBucket, Key: 'b', Body: 'x' }),
    );
  await expect(write()).rejects.toThrow(/socket hang up|ECONNRESET/);
  expect(aws.getObject(stateBucket, 'b')).toBeUndefined();
  expect(aws.decisions()).toMatchObject([{ effect: 'fault', reason: 'Injected fault: break-connection' }]);
  await write();
  expect(aws.getObject(stateBucket, 'b')?.toString()).toBe('x');
});

it('delays', async () => {
  aws.injectFault({ latencyMs: 150 });
  const start = performance.now();
  await read();
  expect(performance.now() - start).toBeGreaterThanOrEqual(149);
});
