import type { AwsRequest } from '../http/aws-request.js';
import { ServiceError } from '../http/service-error.js';
import { AuthenticationFailure } from '../sigv4/authentication-failure.js';
import type { VerifiedSignature } from '../sigv4/verify-signature.js';
import { decodeAwsChunked, sha256Hex, type DecodedChunks } from './aws-chunked.js';
import { chunkSignatureVerifier } from './chunk-signatures.js';

/**
 * The payload as its sender meant it: held against the hash that the signature covers, or, when it was streamed,
 * unpacked from its chunks with their signatures verified.
 *
 * @throws AuthenticationFailure wrong-payload or wrong-signature; ServiceError for a malformed or cut body
 */
export async function readPayload(
  request: AwsRequest,
  verified: VerifiedSignature | undefined,
): Promise<DecodedChunks> {
  const declared = request.headers['x-amz-content-sha256'];
  switch (declared) {
    case undefined:
    case 'UNSIGNED-PAYLOAD':
      return { body: request.body, trailers: {} };
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return checkLength(request, await decodeAwsChunked(request.body, true));
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': {
      if (!verified) throw new AuthenticationFailure('malformed', 'Signed chunks need a signed request.');
      const expectsTrailer = declared.endsWith('-TRAILER');
      const chunks = await decodeAwsChunked(request.body, expectsTrailer, chunkSignatureVerifier(verified));
      return checkLength(request, chunks);
    }
    default:
      if (declared.startsWith('STREAMING-')) {
        throw new ServiceError('NotImplemented', 501, `x-amz-content-sha256 ${declared} is not implemented.`);
      }
      if (declared !== sha256Hex(request.body)) {
        throw new AuthenticationFailure(
          'wrong-payload',
          'The provided x-amz-content-sha256 header does not match what was computed.',
        );
      }
      return { body: request.body, trailers: {} };
  }
}

function checkLength(request: AwsRequest, chunks: DecodedChunks): DecodedChunks {
  const declared = request.headers['x-amz-decoded-content-length'];
  if (declared === undefined) {
    throw new ServiceError('MissingContentLength', 411, 'You must provide x-amz-decoded-content-length.');
  }
  if (declared !== String(chunks.body.length)) {
    throw new ServiceError(
      'IncompleteBody',
      400,
      `x-amz-decoded-content-length says ${declared} bytes, and ${chunks.body.length} came.`,
    );
  }
  const announced = (request.headers['x-amz-trailer'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase());
  const missing = announced.find((name) => name !== '' && !(name in chunks.trailers));
  if (missing !== undefined) {
    throw new ServiceError('MalformedTrailerError', 400, `The announced trailer ${missing} did not come.`);
  }
  return chunks;
}
