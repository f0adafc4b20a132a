import { createHash, randomBytes } from 'node:crypto';
import { ServiceError } from '../http/service-error.js';

/** All parts but the last are at least this large. Source: S3 user guide, "Multipart upload limits". */
const smallestPart = 5 * 1024 ** 2;

interface Upload {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly parts: Map<number, { readonly body: Buffer; readonly etag: string }>;
}

/** A part, as the completion of an upload names it. */
export interface NamedPart {
  readonly number: number;
  readonly etag: string;
}

/** The uploads of a bucket that are neither completed nor aborted. None of their parts is an object. */
export class MultipartUploads {
  readonly #uploads = new Map<string, Upload>();

  /** @returns the id of the upload */
  start(key: string, headers: Readonly<Record<string, string>>): string {
    const id = randomBytes(24).toString('base64url');
    this.#uploads.set(id, { key, headers, parts: new Map() });
    return id;
  }

  /** Keeps a part, or replaces it. @returns its ETag. @throws ServiceError NoSuchUpload */
  putPart(id: string, key: string, number: number, body: Buffer): string {
    const etag = `"${md5(body).toString('hex')}"`;
    this.#find(id, key).parts.set(number, { body, etag });
    return etag;
  }

  /**
   * Puts the named parts together. The upload stays until it is ended: a condition may still refuse it.
   *
   * @throws ServiceError NoSuchUpload, InvalidPart, InvalidPartOrder, EntityTooSmall
   */
  assemble(id: string, key: string, named: readonly NamedPart[]) {
    const { headers, parts } = this.#find(id, key);
    const bodies = named.map(({ number, etag }, index) => {
      const part = parts.get(number);
      if (!part || part.etag.replaceAll('"', '') !== etag.replaceAll('"', '')) {
        throw new ServiceError('InvalidPart', 400, `Part ${number} was not uploaded with the ETag ${etag}.`);
      }
      if (index > 0 && number <= (named[index - 1]?.number ?? 0)) {
        throw new ServiceError('InvalidPartOrder', 400, 'The list of parts was not in ascending order.');
      }
      if (index < named.length - 1 && part.body.length < smallestPart) {
        throw new ServiceError(
          'EntityTooSmall',
          400,
          `Part ${number} is smaller than the minimum allowed size.`,
        );
      }
      return part.body;
    });
    const digest = md5(Buffer.concat(bodies.map(md5))).toString('hex');
    return { body: Buffer.concat(bodies), headers, etag: `"${digest}-${named.length}"` };
  }

  /** Forgets the upload and its parts. @throws ServiceError NoSuchUpload */
  end(id: string, key: string): void {
    this.#find(id, key);
    this.#uploads.delete(id);
  }

  #find(id: string, key: string): Upload {
    const upload = this.#uploads.get(id);
    if (upload?.key === key) return upload;
    throw new ServiceError('NoSuchUpload', 404, 'The specified multipart upload does not exist.');
  }
}

function md5(bytes: Uint8Array): Buffer {
  return createHash('md5').update(bytes).digest();
}
