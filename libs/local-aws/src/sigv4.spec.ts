import { Hash } from '@smithy/hash-node';
import { SignatureV4 } from '@smithy/signature-v4';
import { createHash } from 'node:crypto';
import { startLocalAws, type LocalAws, type SessionCredentials } from './index.js';
import { buildRole, region, smallWorld, stateBucket, strangerRole } from './testing/small-world.js';

let aws: LocalAws;
beforeAll(async () => {
  aws = await startLocalAws({ world: smallWorld });
  aws.putObject(stateBucket, 'a', 'content');
});
afterAll(() => aws.close());

interface Signed {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string>;
  readonly headers: Record<string, string>;
  readonly body?: string;
}
interface Signing {
  readonly credentials?: SessionCredentials;
  readonly date?: Date;
  readonly method?: string;
  readonly query?: Record<string, string>;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

async function sign(signing: Signing = {}): Promise<Signed> {
  const { method = 'GET', query = {}, body = '' } = signing;
  const signer = new SignatureV4({
    credentials: signing.credentials ?? aws.issueCredentials(buildRole),
    region,
    service: 's3',
    sha256: Hash.bind(null, 'sha256'),
    uriEscapePath: false,
  });
  const url = new URL(aws.endpoint);
  const hash = createHash('sha256').update(body).digest('hex');
  const { headers } = await signer.sign(
    {
      method,
      protocol: 'http:',
      hostname: url.hostname,
      path: `/${stateBucket}/a`,
      query,
      headers: { host: url.host, 'x-amz-content-sha256': hash, ...signing.headers },
      ...(method === 'GET' ? {} : { body }),
    },
    { signingDate: signing.date ?? new Date() },
  );
  return { method, path: `/${stateBucket}/a`, query, headers, ...(method === 'GET' ? {} : { body }) };
}

async function send(request: Signed): Promise<{ status: number; code: string | undefined }> {
  const query = new URLSearchParams(request.query).toString();
  const response = await fetch(`${aws.endpoint}${request.path}${query === '' ? '' : `?${query}`}`, {
    method: request.method,
    headers: request.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  return { status: response.status, code: /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1] };
}

const wrongSignature = { status: 403, code: 'SignatureDoesNotMatch' };

it('accepts what was signed', async () => {
  expect(await send(await sign())).toEqual({ status: 200, code: undefined });
  expect(await send(await sign({ method: 'PUT', body: 'new' }))).toEqual({ status: 200, code: undefined });
});

it.each<[string, (request: Signed) => Signed]>([
  ['another path', (request) => ({ ...request, path: `/${stateBucket}/b` })],
  ['another method', (request) => ({ ...request, method: 'DELETE' })],
  ['another query', (request) => ({ ...request, query: { versionId: 'x' } })],
  [
    'another header',
    (request) => ({ ...request, headers: { ...request.headers, 'x-amz-user-agent': 'other' } }),
  ],
  [
    'another signature',
    ({ headers, ...request }) => {
      const authorization = headers['authorization']?.replace(/.{8}$/, '00000000') ?? '';
      return { ...request, headers: { ...headers, authorization } };
    },
  ],
])('refuses %s than was signed', async (_what, change) => {
  const request = await sign({ headers: { 'x-amz-user-agent': 'test' } });
  expect(await send(change(request))).toEqual(wrongSignature);
});

it('refuses a body that is not the signed one', async () => {
  const request = await sign({ method: 'PUT', body: 'signed' });
  expect(await send({ ...request, body: 'sent' })).toEqual({
    status: 400,
    code: 'XAmzContentSHA256Mismatch',
  });
  expect(aws.getObject(stateBucket, 'a')?.toString()).not.toBe('sent');
});

it('refuses a header that counts and was not signed', async () => {
  const { headers, ...request } = await sign();
  const smuggled = { ...request, headers: { ...headers, 'x-amz-expected-bucket-owner': '111111111111' } };
  expect(await send(smuggled)).toEqual({ status: 403, code: 'AccessDenied' });
});

it('refuses keys and tokens that it did not give out, and a token of another session', async () => {
  const credentials = aws.issueCredentials(buildRole);
  const of = (changed: Partial<SessionCredentials>) => sign({ credentials: { ...credentials, ...changed } });
  const { sessionToken } = aws.issueCredentials(strangerRole);
  expect(await send(await of({ accessKeyId: 'ASIAUNKNOWN' }))).toEqual({
    status: 403,
    code: 'InvalidAccessKeyId',
  });
  expect(await send(await of({ secretAccessKey: 'wrong' }))).toEqual(wrongSignature);
  expect(await send(await of({ sessionToken }))).toEqual({ status: 400, code: 'InvalidToken' });
});

it('refuses a clock that is more than 15 minutes off, either way', async () => {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  for (const minutes of [-16, 16]) {
    expect(await send(await sign({ date: at(minutes) }))).toEqual({
      status: 403,
      code: 'RequestTimeTooSkewed',
    });
  }
  expect((await send(await sign({ date: at(-14) }))).status).toBe(200);
});

it('refuses another algorithm', async () => {
  const { headers, ...request } = await sign();
  const authorization = headers['authorization']?.replace('AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256') ?? '';
  expect(await send({ ...request, headers: { ...headers, authorization } })).toEqual({
    status: 400,
    code: 'AuthorizationHeaderMalformed',
  });
});

it('records each of them as unauthenticated, without a credential', async () => {
  const credentials = { ...aws.issueCredentials(buildRole), secretAccessKey: 'wrong' };
  await send(await sign({ credentials }));
  const record = aws.decisions().at(-1);
  expect(record).toMatchObject({ effect: 'unauthenticated', principal: 'unknown', httpStatus: 403 });
  expect(JSON.stringify(aws.decisions())).not.toContain(credentials.sessionToken);
});
