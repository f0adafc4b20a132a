import { AuthenticationFailure } from '../sigv4/authentication-failure.js';
import { equalSignatures, type VerifiedSignature } from '../sigv4/verify-signature.js';
import { sha256Hex, type ChunkVerifier } from './aws-chunked.js';

/**
 * Verifies the signature of every chunk and of the trailers: each is signed together with the one before it, the
 * first with the request's own signature, so that none can be changed, left out or moved.
 *
 * Source: "Signature calculations for the Authorization header: transferring payload in multiple chunks", and its
 * sibling for trailing headers, of the S3 API reference.
 */
export function chunkSignatureVerifier(
  request: Pick<VerifiedSignature, 'signature' | 'signingDate' | 'region' | 'signString'>,
): ChunkVerifier {
  const longDate = request.signingDate.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${longDate.slice(0, 8)}/${request.region}/s3/aws4_request`;
  let previous = request.signature;

  const verify = async (what: string, algorithm: string, hashes: string[], claimed: string | undefined) => {
    const expected = await request.signString([algorithm, longDate, scope, previous, ...hashes].join('\n'));
    if (claimed === undefined || !equalSignatures(expected, claimed)) {
      throw new AuthenticationFailure('wrong-signature', `The signature of ${what} does not match.`);
    }
    previous = expected;
  };
  return {
    chunk: (data, signature) =>
      verify('a chunk', 'AWS4-HMAC-SHA256-PAYLOAD', [sha256Hex(''), sha256Hex(data)], signature),
    trailer: (canonical, signature) =>
      verify('the trailers', 'AWS4-HMAC-SHA256-TRAILER', [sha256Hex(canonical)], signature),
  };
}
