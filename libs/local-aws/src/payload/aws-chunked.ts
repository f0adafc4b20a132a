import { createHash } from 'node:crypto';
import { ServiceError } from '../http/service-error.js';

/** A body that was sent in pieces, put together again. */
export interface DecodedChunks {
  readonly body: Buffer;
  /** By lower-case name. */
  readonly trailers: Readonly<Record<string, string>>;
}

/** Is told of every piece, in order, the empty last one too; rejects what is not signed as it must be. */
export interface ChunkVerifier {
  chunk(data: Buffer, signature: string | undefined): Promise<void>;
  trailer(canonicalTrailers: string, signature: string | undefined): Promise<void>;
}

const newline = Buffer.from('\r\n');

/**
 * Decodes `Content-Encoding: aws-chunked`: `SIZE[;chunk-signature=…]\r\nDATA\r\n` repeated, an empty piece, trailers.
 *
 * Source: the SigV4 streaming pages of the S3 API reference.
 *
 * @param expectsTrailer whether the request announced trailers (`…-TRAILER`)
 * @throws ServiceError IncompleteBody for a body that ends early or is framed wrongly
 */
export async function decodeAwsChunked(
  encoded: Buffer,
  expectsTrailer: boolean,
  verifier?: ChunkVerifier,
): Promise<DecodedChunks> {
  const pieces: Buffer[] = [];
  let position = 0;
  for (;;) {
    const header = readLine(encoded, position);
    const [, size, signature] =
      /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(header.text) ?? [];
    if (size === undefined) throw incomplete('a chunk has no valid header');
    const end = header.next + parseInt(size, 16);
    const data = encoded.subarray(header.next, end);
    if (end > encoded.length) throw incomplete('it ends inside a chunk');
    await verifier?.chunk(data, signature);
    if (data.length === 0) {
      const trailers = await readTrailers(encoded, header.next, expectsTrailer ? verifier : undefined);
      return { body: Buffer.concat(pieces), trailers };
    }
    if (!encoded.subarray(end, end + 2).equals(newline))
      throw incomplete('a chunk does not end in a line break');
    pieces.push(data);
    position = end + 2;
  }
}

async function readTrailers(
  encoded: Buffer,
  start: number,
  verifier: ChunkVerifier | undefined,
): Promise<Record<string, string>> {
  const trailers: Record<string, string> = {};
  let canonical = '';
  let signature: string | undefined;
  const lines = encoded.subarray(start).toString('utf8').split(/\r?\n/);
  for (const line of lines.filter((text) => text !== '')) {
    const colon = line.indexOf(':');
    if (colon < 1) throw incomplete('a trailer is not of the form name:value');
    const [name, value] = [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    if (name === 'x-amz-trailer-signature') {
      signature = value;
    } else {
      trailers[name] = value;
      canonical += `${name}:${value}\n`;
    }
  }
  await verifier?.trailer(canonical, signature);
  return trailers;
}

function readLine(encoded: Buffer, start: number): { text: string; next: number } {
  const end = encoded.indexOf(newline, start);
  if (end < 0 || end - start > 1024) throw incomplete('it ends before its last chunk');
  return { text: encoded.toString('latin1', start, end), next: end + newline.length };
}

function incomplete(why: string): ServiceError {
  return new ServiceError('IncompleteBody', 400, `The aws-chunked body is not well-formed: ${why}.`);
}

/** The hexadecimal SHA-256 that the chunks' texts to sign are made of. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
