import { inspect } from 'node:util';
import type { LocalAws } from '@regional-pipeline/local-aws';
import { Region } from '@regional-pipeline/platform-model';
import { openStateBucket, type StateBucket } from './index.js';
import { errorOf } from './testing/error-of.js';
import { bucket, openBucket as open, region, startStateAccount } from './testing/state-account.js';

let aws: LocalAws;
beforeEach(async () => {
  aws = await startStateAccount();
});
afterEach(async () => {
  for (const store of opened.splice(0)) store.close();
  await aws.close();
});

const opened: StateBucket[] = [];
function openBucket(...parameters: Parameters<typeof open>): StateBucket {
  const store = open(...parameters);
  opened.push(store);
  return store;
}

const key = 'pipeline-runs/owners/mc01.json';
const refused = (location: Parameters<typeof openBucket>[1]) =>
  errorOf(openBucket(aws, { patienceMs: 0, ...location }).create(key, 'x'));

describe('a failure', () => {
  it.each<[string, NonNullable<Parameters<typeof open>[1]>, string]>([
    ['StateBucketAccessDenied', { role: 'administrator' }, 'HTTP 403 AccessDenied'],
    ['StateBucketMissing', { bucket: 'no-such-bucket' }, 'HTTP 404 NoSuchBucket'],
    ['StateBucketCredentialsExpired', { lifetimeSeconds: -1 }, 'HTTP 400 ExpiredToken'],
  ])('%s', async (code, location, said) => {
    const error = await refused(location);
    expect(error.code).toBe(code);
    expect(error.message).toContain(`could not write s3://${location.bucket ?? bucket}/${key} in us-east-1`);
    expect(error.message).toContain(said);
    expect(error.retryable).toBe(false);
  });

  it('of credentials that S3 does not know', async () => {
    const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' };
    const error = await refused({ client: { endpoint: aws.endpoint, credentials } });
    expect(error.code).toBe('StateBucketCredentialsInvalid');
  });

  it('of credentials that are nowhere', async () => {
    const credentials = () =>
      Promise.reject(Object.assign(new Error('nothing found'), { name: 'CredentialsProviderError' }));
    const error = await refused({ client: { endpoint: aws.endpoint, credentials } });
    expect(error.code).toBe('StateBucketCredentialsMissing');
  });

  it('of a bucket that is in another region', async () => {
    const error = await refused({ region: Region.parse('eu-west-1') });
    expect(error.code).toBe('StateBucketFailed');
    expect(error.message).toContain('in eu-west-1 (HTTP 301 PermanentRedirect');
  });

  it('keeps no token of the credentials', async () => {
    const credentials = {
      accessKeyId: 'AKIAEXAMPLE',
      secretAccessKey: 'secret-key',
      sessionToken: 'session-token',
    };
    const error = await refused({ client: { endpoint: aws.endpoint, credentials } });
    expect(inspect(error, { depth: null, showHidden: true })).not.toMatch(/session-token|secret-key/);
  });
});

describe('what may pass', () => {
  it.each([
    ['throttle', 'StateBucketUnavailable'],
    ['internal-error', 'StateBucketUnavailable'],
    ['service-unavailable', 'StateBucketUnavailable'],
    ['conflict', 'StateBucketUnavailable'],
    ['lose-answer', 'StateBucketUnreachable'],
  ] as const)('is tried again: %s', async (answer, code) => {
    const store = openBucket(aws, { patienceMs: 5_000 });
    aws.injectFault({ answer, times: 3 });
    await store.create(key, 'x');
    expect((await store.read(key))?.text).toBe('x');

    aws.injectFault({ answer });
    const impatient = openBucket(aws, { patienceMs: 300 });
    const error = await errorOf(impatient.create('other', 'x'));
    expect(error.code).toBe(code);
    expect(error.retryable).toBe(true);
    expect(error.message).toContain('whether S3 did it all the same is not known');
    const reading = await errorOf(impatient.list(''));
    expect(reading.message).not.toContain('not known');
  });

  it('is that nobody listens', async () => {
    const { endpoint } = aws;
    await aws.close();
    const store = openBucket(aws, { patienceMs: 200 });
    const error = await errorOf(store.read(key));
    expect(error.code).toBe('StateBucketUnreachable');
    expect(error.message).toMatch(/ECONNREFUSED/);
    expect(endpoint).toContain('127.0.0.1');
  });
});

it('sends nothing until it is asked, and may be closed unused', () => {
  openStateBucket({ bucket, region }).close();
});
