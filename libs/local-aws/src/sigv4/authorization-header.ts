import { AuthenticationFailure } from './authentication-failure.js';

/** An `Authorization: AWS4-HMAC-SHA256 …` header, taken apart. */
export interface AuthorizationHeader {
  readonly accessKeyId: string;
  /** `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** Lower-case. */
  readonly signedHeaders: readonly string[];
  /** Hexadecimal. */
  readonly signature: string;
}

const pattern =
  /^AWS4-HMAC-SHA256 Credential=([^/\s,]+)\/(\d{8})\/([^/\s,]+)\/([^/\s,]+)\/aws4_request,\s*SignedHeaders=([^\s,]+),\s*Signature=([0-9a-f]{64})$/;

/**
 * Takes the header apart.
 *
 * @throws AuthenticationFailure malformed, for another algorithm (SigV4A, SigV2) too
 */
export function parseAuthorizationHeader(value: string): AuthorizationHeader {
  const [, accessKeyId, date, region, service, signedHeaders, signature] = pattern.exec(value) ?? [];
  if (!accessKeyId || !date || !region || !service || !signedHeaders || !signature) {
    throw new AuthenticationFailure(
      'malformed',
      'The Authorization header is not of the form of AWS4-HMAC-SHA256.',
    );
  }
  return { accessKeyId, date, region, service, signedHeaders: signedHeaders.split(';'), signature };
}
