import { ServiceError } from '../http/service-error.js';

/** The first and the last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The part of an object of `size` bytes that a Range header asks for; undefined stands for the whole object, which
 * is also the answer to a header that is malformed or names several ranges (RFC 9110, 14.2).
 *
 * @throws ServiceError InvalidRange 416 for a range outside the object
 */
export function parseByteRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  if (from !== '' && to !== '' && Number(from) > Number(to)) return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first > last) {
    throw new ServiceError('InvalidRange', 416, 'The requested range is not satisfiable', {
      fields: { RangeRequested: header ?? '', ActualObjectSize: String(size) },
      headers: { 'content-range': `bytes */${size}` },
    });
  }
  return { first, last };
}
