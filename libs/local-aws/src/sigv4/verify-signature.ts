import { timingSafeEqual } from 'node:crypto';
import { Hash } from '@smithy/hash-node';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpRequest } from '@smithy/types';
import type { CredentialRegistry } from '../credentials/credential-registry.js';
import type { RoleSession } from '../credentials/session-credentials.js';
import type { AwsRequest } from '../http/aws-request.js';
import { AuthenticationFailure } from './authentication-failure.js';
import { parseAuthorizationHeader } from './authorization-header.js';
import { parseSigningDate } from './signing-date.js';

/** What a verified signature vouches for. */
export interface VerifiedSignature {
  readonly session: RoleSession;
  /** Of the credential scope: it is what `aws:RequestedRegion` says. */
  readonly region: string;
  readonly signature: string;
  readonly signingDate: Date;
  /** Signs a text with the key of this request's scope: for the chunks of a streamed body. */
  signString(text: string): Promise<string>;
}

/**
 * Verifies SigV4 by signing the received request again, and compares in constant time.
 *
 * Checked as well: the session token, its expiry, the clock (15 minutes), and that `host` and every `x-amz-*`
 * header that was sent is signed. The payload is checked by `readPayload`.
 *
 * @throws AuthenticationFailure
 */
export async function verifySignature(
  request: AwsRequest,
  authorization: string,
  registry: CredentialRegistry,
  now: Date,
): Promise<VerifiedSignature> {
  const claimed = parseAuthorizationHeader(authorization);
  const session = findSession(registry, claimed.accessKeyId, request.headers['x-amz-security-token'] ?? '');
  const signingDate = parseSigningDate(request.headers['x-amz-date'], now);
  requireSignedHeaders(request, claimed.signedHeaders);
  const { accessKeyId, secretAccessKey, sessionToken } = session.credentials;
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    region: claimed.region,
    service: claimed.service,
    sha256: Hash.bind(null, 'sha256'),
    // S3 signs the path as it is sent; the other services encode it once more.
    uriEscapePath: claimed.service !== 's3',
    applyChecksum: false,
  });
  const signed = await signer.sign(toSignable(request, claimed.signedHeaders), {
    signingDate,
    signableHeaders: new Set(claimed.signedHeaders),
  });
  const expected = parseAuthorizationHeader(signed.headers['authorization'] ?? '').signature;
  if (!equalSignatures(expected, claimed.signature)) {
    throw new AuthenticationFailure(
      'wrong-signature',
      'The request signature we calculated does not match the signature you provided.',
    );
  }
  if (session.credentials.expiration <= now) {
    throw new AuthenticationFailure(
      'expired',
      `The session of ${session.principal.sessionArn} expired at ${session.credentials.expiration.toISOString()}.`,
    );
  }
  return {
    session,
    region: claimed.region,
    signature: claimed.signature,
    signingDate,
    signString: (text) => signer.sign(text, { signingDate }),
  };
}

/** Compares two hexadecimal signatures in constant time. */
export function equalSignatures(expected: string, claimed: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(claimed)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function findSession(registry: CredentialRegistry, accessKeyId: string, token: string): RoleSession {
  const session = registry.find(accessKeyId);
  if (!session) {
    throw new AuthenticationFailure('unknown-key', `The access key id ${accessKeyId} is not known here.`);
  }
  if (!equalSignatures(session.credentials.sessionToken, token)) {
    throw new AuthenticationFailure('wrong-token', `The session token does not belong to ${accessKeyId}.`);
  }
  return session;
}

function requireSignedHeaders(request: AwsRequest, signedHeaders: readonly string[]): void {
  const required = Object.keys(request.headers).filter(
    (name) => name === 'host' || name.startsWith('x-amz-'),
  );
  const unsigned = required.filter((name) => !signedHeaders.includes(name));
  if (unsigned.length > 0) {
    throw new AuthenticationFailure(
      'unsigned-headers',
      `There were headers present in the request which were not signed: ${unsigned.join(', ')}.`,
    );
  }
}

function toSignable(request: AwsRequest, signedHeaders: readonly string[]): HttpRequest {
  const headers: Record<string, string> = {};
  for (const name of signedHeaders) headers[name] = request.headers[name] ?? '';
  return {
    method: request.method,
    protocol: 'http:',
    hostname: '127.0.0.1',
    path: request.rawPath,
    query: Object.fromEntries([...request.query].map(([name, values]) => [name, [...values]])),
    headers,
    body: request.body,
  };
}
