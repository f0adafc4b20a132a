import { open } from 'node:fs/promises';
import { PlatformError, reasonOf } from '@regional-pipeline/platform-model';
import { provisionerErrors } from './errors.js';

/** The log file of one cluster. */
export interface OutputLog {
  /** Resolves when the text is written, which is what slows a target down that prints faster than the disk takes. */
  write(text: string): Promise<void>;
  /** Why the file is not complete, where it is not. A full disk must not stop a Terraform at work. */
  readonly failure: PlatformError | undefined;
  close(): Promise<void>;
}

/**
 * Creates a log file that only this user can read (0600).
 *
 * @throws PlatformError `LogFileFailed`, also where the file is there already: it may be another's
 */
export async function openOutputLog(logFile: string): Promise<OutputLog> {
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
  let written = Promise.resolve();
  const record = (cause: unknown) => {
    failure ??= explain(cause);
  };
  return {
    write: (text) => {
      // One after the other: two streams write to the one file.
      written = written.then(() => (failure ? undefined : handle.appendFile(text))).catch(record);
      return written;
    },
    get failure() {
      return failure;
    },
    close: () => written.then(() => handle.close()).catch(record),
  };
}
