import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { ServiceError } from '../http/service-error.js';
import { crc32c, crc64nvme } from './crc.js';

type Digest = (body: Uint8Array) => Buffer;

const digestsByHeader: Readonly<Record<string, Digest>> = {
  'x-amz-checksum-crc32': (body) => {
    const digest = Buffer.alloc(4);
    digest.writeUInt32BE(crc32(body));
    return digest;
  },
  'x-amz-checksum-crc32c': crc32c,
  'x-amz-checksum-crc64nvme': crc64nvme,
  'x-amz-checksum-sha1': (body) => createHash('sha1').update(body).digest(),
  'x-amz-checksum-sha256': (body) => createHash('sha256').update(body).digest(),
};

/** The headers (or trailers) that carry a checksum which this server verifies. */
export const checksumHeaders: readonly string[] = Object.keys(digestsByHeader);

/**
 * Verifies Content-MD5 and every `x-amz-checksum-*` of an upload, whether it came as a header or as a trailer.
 *
 * @returns the checksum headers, to be stored with the object and answered when they are asked for
 * @throws ServiceError InvalidDigest, BadDigest, as S3 answers
 */
export function verifyChecksums(
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): Readonly<Record<string, string>> {
  const md5 = headers['content-md5'];
  if (md5 !== undefined) verify('Content-MD5', md5, createHash('md5').update(body).digest());
  const stored: Record<string, string> = {};
  for (const [header, digest] of Object.entries(digestsByHeader)) {
    const claimed = headers[header];
    if (claimed === undefined) continue;
    verify(header, claimed, digest(body));
    stored[header] = claimed;
  }
  return stored;
}

function verify(header: string, claimed: string, actual: Buffer): void {
  const bytes = Buffer.from(claimed, 'base64');
  if (bytes.length !== actual.length || bytes.toString('base64') !== claimed) {
    throw new ServiceError('InvalidDigest', 400, `The ${header} you specified is not valid.`);
  }
  if (!bytes.equals(actual)) {
    throw new ServiceError('BadDigest', 400, `The ${header} you specified did not match what we received.`);
  }
}
