import type { AwsRequest } from '../http/aws-request.js';
import { readPayload } from './read-payload.js';

const request = (body: string, headers: Record<string, string>): AwsRequest => ({
  requestId: 'r',
  method: 'PUT',
  rawPath: '/bucket/key',
  query: new Map(),
  headers,
  body: Buffer.from(body),
  sourceIp: '127.0.0.1',
});
const streamed = (body: string, headers: Record<string, string> = {}) =>
  readPayload(
    request(body, {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '3',
      ...headers,
    }),
    undefined,
  );
const chunk = '3\r\nabc\r\n0\r\n';

it('unpacks a streamed body with its trailers', async () => {
  const { body, trailers } = await streamed(`${chunk}x-amz-checksum-crc32:NSRBwg==\r\n\r\n`, {
    'x-amz-trailer': 'x-amz-checksum-crc32',
  });
  expect(body.toString()).toBe('abc');
  expect(trailers).toEqual({ 'x-amz-checksum-crc32': 'NSRBwg==' });
});

it.each([
  ['another length than it says', `${chunk}\r\n`, { 'x-amz-decoded-content-length': '4' }, 'IncompleteBody'],
  [
    'no announced trailer',
    `${chunk}\r\n`,
    { 'x-amz-trailer': 'x-amz-checksum-crc32' },
    'MalformedTrailerError',
  ],
  ['a trailer without a colon', `${chunk}nonsense\r\n\r\n`, {}, 'IncompleteBody'],
])('refuses a streamed body with %s', async (_what, body, headers, code) => {
  await expect(streamed(body, headers)).rejects.toMatchObject({ code });
});

it('refuses a streamed body that does not say its length', async () => {
  const headers = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' };
  await expect(readPayload(request(`${chunk}\r\n`, headers), undefined)).rejects.toMatchObject({
    code: 'MissingContentLength',
  });
});

it('refuses signed chunks of an unsigned request, and a kind of signing that it does not verify', async () => {
  const of = (kind: string) => readPayload(request(chunk, { 'x-amz-content-sha256': kind }), undefined);
  await expect(of('STREAMING-AWS4-HMAC-SHA256-PAYLOAD')).rejects.toMatchObject({ problem: 'malformed' });
  await expect(of('STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD')).rejects.toMatchObject({
    code: 'NotImplemented',
  });
});
