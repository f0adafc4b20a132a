import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { PlatformError, reasonOf } from '@regional-pipeline/platform-model';
import { provisionerErrors } from './errors.js';
import { openLogTail, type LogTail } from './log-tail.js';

/** The log file of one cluster. */
export interface OutputLog {
  /** Resolves when the text is written, which is what slows a target down that prints faster than the disk takes. */
  write(text: string): Promise<void>;
  /** Why the file is not complete, where it is not. A full disk must not stop a Terraform at work. */
  readonly failure: PlatformError | undefined;
  close(): Promise<void>;
}

/** Enough for the beginning and the end of any run that is read by people. */
const defaultMaxBytes = 100_000_000;

/**
 * Creates a log file that only this user can read (0600).
 *
 * A log of more than `maxBytes` keeps its beginning, half of that much, and its end, a quarter at least; a line between
 * them says how much was left out. Until it is closed the end is in two files beside it (`.tail-0`, `.tail-1`).
 *
 * @throws PlatformError `LogFileFailed`, also where the file is there already: it may be another's
 */
export async function openOutputLog(logFile: string, maxBytes = defaultMaxBytes): Promise<OutputLog> {
  const explain = (cause: unknown) =>
    new PlatformError(provisionerErrors.LogFileFailed, {
      message: `could not write the log file ${logFile} (${reasonOf(cause)}).`,
      context: { logFile },
      cause,
    });
  const handle = await open(logFile, 'wx', 0o600).catch((cause: unknown) => {
    throw explain(cause);
  });
  let failure: PlatformError | undefined;
  let headBytes = 0;
  let tail: LogTail | undefined;
  let written = Promise.resolve();
  const record = (cause: unknown) => {
    failure ??= explain(cause);
  };
  const append = async (text: string) => {
    if (failure) return;
    const bytes = Buffer.byteLength(text);
    if (!tail && headBytes + bytes <= maxBytes / 2) {
      headBytes += bytes;
      return handle.appendFile(text);
    }
    tail ??= openLogTail(logFile, maxBytes / 4);
    return tail.write(text, bytes);
  };
  const finish = async () => {
    if (!tail) return;
    const { files, leftOutBytes } = await tail.end();
    if (leftOutBytes > 0) {
      await handle.appendFile(`[${String(leftOutBytes)} bytes of the output were left out here]\n`);
    }
    for (const file of files) {
      for await (const chunk of createReadStream(file)) await handle.appendFile(chunk as Buffer);
      await rm(file);
    }
  };
  return {
    write: (text) => {
      // One after the other: two streams write to the one file.
      written = written.then(() => append(text)).catch(record);
      return written;
    },
    get failure() {
      return failure;
    },
    close: () =>
      written
        .then(finish)
        .catch(record)
        .then(() => handle.close())
        .catch(record),
  };
}
