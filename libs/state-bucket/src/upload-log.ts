import { open, type FileHandle } from 'node:fs/promises';
import { PlatformError, reasonOf } from '@regional-pipeline/platform-model';
import type { BucketObjects } from './bucket-objects.js';
import { stateBucketErrors } from './errors.js';

/** The most of a log that is uploaded, its end: Terraform says last what went wrong. */
export const largestLogBytes = 50 * 1024 ** 2;

/** How far on from the cut a line's beginning is looked for. */
const longestLineBytes = 64 * 1024;

const pieceBytes = 256 * 1024;

/** A log that was uploaded. */
export interface UploadedLog {
  readonly key: string;
  /** Of the file that are in the object. */
  readonly bytes: number;
  /** Of the beginning of the file that are not; the object's first line says so. */
  readonly leftOutBytes: number;
}

/**
 * Uploads a log file that is not written any more, in small pieces whatever its size. Of one that is too large the end
 * is uploaded, from the beginning of a line.
 *
 * @throws PlatformError LogUnreadable, or an error of the bucket
 */
export async function uploadLog(
  objects: BucketObjects,
  key: string,
  file: string,
  most = largestLogBytes,
): Promise<UploadedLog> {
  const handle = await open(file).catch((cause: unknown) => {
    throw logUnreadable(file, cause);
  });
  try {
    const { size } = await handle.stat();
    const start = size <= most ? 0 : await lineStart(handle, size - most, file);
    const notice = Buffer.from(start === 0 ? '' : `[the first ${start} bytes are left out]\n`);
    await objects.upload(key, notice.length + size - start, async function* () {
      if (notice.length > 0) yield notice;
      yield* pieces(handle, start, size, file);
    });
    return { key, bytes: size - start, leftOutBytes: start };
  } finally {
    await handle.close();
  }
}

/** The beginning of the first whole line from `from` on; `from` itself where the line has no end in sight. */
async function lineStart(handle: FileHandle, from: number, file: string): Promise<number> {
  const piece = await readPiece(handle, from, longestLineBytes, file);
  const end = piece.indexOf('\n');
  return end < 0 ? from : from + end + 1;
}

async function* pieces(
  handle: FileHandle,
  start: number,
  end: number,
  file: string,
): AsyncGenerator<Uint8Array> {
  for (let position = start; position < end;) {
    const piece = await readPiece(handle, position, Math.min(pieceBytes, end - position), file);
    if (piece.length === 0) throw logUnreadable(file, `it ends after ${position} of ${end} bytes`);
    yield piece;
    position += piece.length;
  }
}

async function readPiece(
  handle: FileHandle,
  position: number,
  length: number,
  file: string,
): Promise<Buffer> {
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  } catch (cause) {
    throw logUnreadable(file, cause);
  }
}

function logUnreadable(file: string, cause: unknown): PlatformError {
  return new PlatformError(stateBucketErrors.LogUnreadable, {
    message: `could not read the log ${file} to upload it (${reasonOf(cause)}).`,
    context: { file },
    cause,
  });
}
