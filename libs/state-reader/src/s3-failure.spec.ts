import { inspect } from 'node:util';
import { centralState } from './testing/central-state.js';
import { failure, object, startOddS3, type Answer } from './testing/odd-s3.js';
import { HERE, errorOf, read, readFrom } from './testing/read.js';
import { readMintedAccounts } from './index.js';

const URI = 's3://central-state/management-deploy/terraform.tfstate';
const FROM = `could not read ${URI} from S3 in us-east-1`;

describe('what S3 answers instead of the object', () => {
  it.each<[string, Answer, string, string]>([
    [
      '404',
      failure(404, 'NoSuchKey'),
      'CentralStateMissing',
      'there is no such object (HTTP 404 NoSuchKey: the words of S3)',
    ],
    [
      '404 of a delete marker',
      failure(404, 'NoSuchKey', { 'x-amz-delete-marker': 'true' }),
      'CentralStateMissing',
      'it was deleted: its newest version is a delete marker (HTTP 404 NoSuchKey: the words of S3)',
    ],
    [
      '404 for the bucket',
      failure(404, 'NoSuchBucket'),
      'CentralBucketMissing',
      'there is no bucket "central-state" (HTTP 404 NoSuchBucket: the words of S3)',
    ],
    [
      '403',
      failure(403, 'AccessDenied'),
      'CentralStateAccessDenied',
      'it is missing, or not allowed (HTTP 403 AccessDenied: the words of S3)',
    ],
    [
      'an archived object',
      failure(403, 'InvalidObjectState'),
      'CentralStateFailed',
      'HTTP 403 InvalidObjectState: the words of S3',
    ],
    [
      'ended credentials',
      failure(400, 'ExpiredToken'),
      'CentralCredentialsExpired',
      'HTTP 400 ExpiredToken: the words of S3',
    ],
    [
      'unknown credentials',
      failure(403, 'InvalidAccessKeyId'),
      'CentralCredentialsInvalid',
      'HTTP 403 InvalidAccessKeyId: the words of S3',
    ],
    [
      'a wrong signature',
      failure(403, 'SignatureDoesNotMatch'),
      'CentralCredentialsInvalid',
      'HTTP 403 SignatureDoesNotMatch: the words of S3',
    ],
    ['throttling', failure(503, 'SlowDown'), 'CentralStateUnavailable', 'HTTP 503 SlowDown: the words of S3'],
    [
      'a fault of its own',
      failure(500, 'InternalError'),
      'CentralStateUnavailable',
      'HTTP 500 InternalError: the words of S3',
    ],
    [
      'a bad request',
      failure(400, 'InvalidRequest'),
      'CentralStateFailed',
      'HTTP 400 InvalidRequest: the words of S3',
    ],
  ])('%s', async (_, answer, code, reason) => {
    const error = await errorOf(read(answer));
    expect({ code: error.code, message: error.message }).toEqual({ code, message: `${FROM}: ${reason}.` });
    expect(error.kind.phase).toBe('input');
    expect(error.retryable).toBe(code === 'CentralStateUnavailable');
    expect(error.remedy).not.toBe('');
  });

  it.each([
    [403, 'CentralStateAccessDenied'],
    [404, 'CentralStateMissing'],
    [502, 'CentralStateUnavailable'],
  ])('HTTP %d in the words of a proxy', async (status, code) => {
    const answer: Answer = (_, response) => response.writeHead(status).end('<html><body>no</body></html>');
    expect((await errorOf(read(answer))).code).toBe(code);
  });

  it('is asked for again where that may help', async () => {
    let requests = 0;
    const answer: Answer = (request, response) => {
      requests++;
      (requests < 3 ? failure(503, 'SlowDown') : object(centralState({})))(request, response);
    };
    expect((await read(answer, { maxAttempts: 3 })).accounts).toEqual([]);
    expect(requests).toBe(3);
  });

  it('names the statements that Central has to add, where it refuses', async () => {
    const { remedy } = await errorOf(read(failure(403, 'AccessDenied')));
    expect(remedy).toContain(`Check that ${URI} exists.`);
    expect(remedy).toContain('ReadCentralStateuseast1');
    expect(remedy).toContain('ListCentralStateuseast1');
    expect(remedy).toContain('regional-pipeline-codebuild-role');
  });
});

it("keeps no session token of S3's answer", async () => {
  const fields = '<Token-0>session-token</Token-0><AWSAccessKeyId>AKIAEXAMPLE</AWSAccessKeyId>';
  const error = await errorOf(read(failure(400, 'ExpiredToken', {}, fields)));
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain('session-token');
  expect(error.context).toMatchObject({
    awsCode: 'ExpiredToken',
    awsMessage: 'the words of S3',
    status: 400,
  });
});

describe('no answer at all', () => {
  it('of a port that nobody listens on', async () => {
    const s3 = await startOddS3(object(''));
    await s3.close();
    const error = await errorOf(readFrom(s3.endpoint));
    expect(error.code).toBe('CentralStateUnreachable');
    expect(error.retryable).toBe(true);
    expect(error.message).toMatch(
      new RegExp(`^${FROM}: no answer \\(.*connect ECONNREFUSED 127\\.0\\.0\\.1:`),
    );
  });

  it('of a server that never answers', async () => {
    const s3 = await startOddS3(() => undefined);
    const requestHandler = { requestTimeout: 50, throwOnRequestTimeout: true };
    const error = await errorOf(readFrom(s3.endpoint, { requestHandler }));
    await s3.close();
    expect(error.code).toBe('CentralStateUnreachable');
  });

  it('of a server that hangs up', async () => {
    const error = await errorOf(read((request) => request.socket.destroy()));
    expect(error.code).toBe('CentralStateUnreachable');
  });

  it('because there are no credentials to ask with', async () => {
    const error = await errorOf(readMintedAccounts({ bucket: 'central-state', region: HERE }));
    expect(error.code).toBe('CentralCredentialsMissing');
    expect(error.message).toContain('Could not load credentials from any providers');
  });

  it('because no bucket can have this name', async () => {
    const client = { credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
    const error = await errorOf(readMintedAccounts({ bucket: 'central/state', region: HERE, client }));
    expect(error.code).toBe('CentralBucketMissing');
  });
});
