import { constants } from 'node:buffer';
import type { Readable } from 'node:stream';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { PlatformError, reasonOf } from '@regional-pipeline/platform-model';
import { stateReaderErrors } from './errors.js';
import { s3Uri, type ObjectAddress } from './provenance.js';

/** The text of an object. */
export interface ObjectText {
  readonly text: string;
  /** The object's size. */
  readonly bytes: number;
}

/**
 * Reads the body of an answer as UTF-8, without its byte order mark.
 *
 * The bytes go into one piece of memory that is as large as S3 says the object is, and is free again when this
 * returns. The SDK compares the checksum that S3 keeps of the object on the way.
 *
 * @throws PlatformError CentralStateUnreadable where the body breaks off, differs from its checksum, is larger than
 *   a string can be, or is not UTF-8
 */
export async function readText(output: GetObjectCommandOutput, address: ObjectAddress): Promise<ObjectText> {
  const { Body, ContentLength: bytes = 0 } = output;
  if (bytes > constants.MAX_STRING_LENGTH) {
    throw unreadable(address, `it is ${bytes} bytes large, which no state is`);
  }
  const whole = Buffer.allocUnsafeSlow(bytes);
  let received = 0;
  try {
    for await (const chunk of Body as Readable as AsyncIterable<Buffer>)
      received += chunk.copy(whole, received);
  } catch (cause) {
    throw unreadable(address, `it broke off after ${received} of ${bytes} bytes (${reasonOf(cause)})`, cause);
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(whole), bytes };
  } catch {
    throw unreadable(address, `its ${bytes} bytes are not UTF-8 text`);
  }
}

/** A broken connection is worth another try; the same bytes are not. */
function unreadable(address: ObjectAddress, what: string, cause?: unknown): PlatformError {
  return new PlatformError(stateReaderErrors.CentralStateUnreadable, {
    message: `could not read ${s3Uri(address)}: ${what}.`,
    retryable: cause !== undefined,
    context: { ...address },
    cause,
  });
}
