import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
import { startLocalAws, type LocalAws } from './index.js';
import { buildRole, region, smallWorld, stateBucket } from './testing/small-world.js';

let aws: LocalAws;
const otherTimers = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;
const ownEnvironment = process.env;
beforeEach(() => {
  const unrelated = Object.entries(ownEnvironment).filter(
    ([name]) => !name.startsWith('AWS_') || name.startsWith('AWS_SDK_JS_'),
  );
  process.env = Object.fromEntries(unrelated);
});
afterEach(async () => {
  jest.useRealTimers();
  process.env = ownEnvironment;
  await aws.close();
});
const start = async (options = {}) => {
  aws = await startLocalAws({ world: smallWorld, ...options });
  return aws.containerEnvironment(buildRole);
};
const fetchCredentials = (environment: Record<string, string>, authorization?: string) =>
  fetch(environment['AWS_CONTAINER_CREDENTIALS_FULL_URI'] ?? '', {
    headers: authorization === undefined ? {} : { authorization },
  });

it('gives a container its role’s credentials for its token alone', async () => {
  const environment = await start();
  expect((await fetchCredentials(environment)).status).toBe(401);
  expect((await fetchCredentials(environment, 'wrong')).status).toBe(401);
  const response = await fetchCredentials(environment, environment['AWS_CONTAINER_AUTHORIZATION_TOKEN']);
  expect(await response.json()).toMatchObject({
    RoleArn: buildRole,
    AccessKeyId: expect.stringMatching(/^ASIA/) as string,
  });
});

it('keeps the credentials themselves out of the environment', async () => {
  const environment = await start();
  expect(Object.keys(environment).sort()).toEqual([
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_EC2_METADATA_DISABLED',
    'AWS_ENDPOINT_URL',
    'AWS_ENDPOINT_URL_STS',
  ]);
});

it('serves an SDK client through the end of one session after the other', async () => {
  // Only the date is not the real one, for the client and the server alike. The sessions live ten minutes: in the
  // last five the SDK renews one in the background, and would still do so after the end of the test.
  jest.useFakeTimers({ doNotFake: [...otherTimers] });
  Object.assign(process.env, await start({ sessionLifetimeSeconds: 600 }));
  aws.putObject(stateBucket, 'a', 'x');
  // The client finds credentials and endpoint in its environment, as a process in a build does.
  const client = new S3Client({ region, maxAttempts: 1 });
  for (let session = 0; session < 3; session++) {
    const object = await client.send(new GetObjectCommand({ Bucket: stateBucket, Key: 'a' }));
    expect(object.ContentLength).toBe(1);
    jest.setSystemTime(Date.now() + 601_000);
  }
  const sessions = aws.decisions().map(({ principal }) => principal);
  expect(sessions).toHaveLength(3);
  expect(new Set(sessions).size).toBe(1);
  expect(sessions[0]).toMatch(/:assumed-role\/build-role\/AWSCodeBuild-/);
});
