import { closeSync, openSync, writeSync } from 'node:fs';
import { PlatformError } from '@regional-pipeline/platform-model';
import { localAwsErrors } from '../errors.js';
import type { DecisionRecord } from './decision-record.js';

/** All decisions so far, and the file of JSON lines that they are appended to, where one was asked for. */
export class DecisionLog {
  readonly #records: DecisionRecord[] = [];
  readonly #file: number | undefined;

  /** @throws PlatformError LocalAwsNotStarted when the file cannot be appended to */
  constructor(path?: string) {
    this.#file = path === undefined ? undefined : openLog(path);
  }

  /** Returns once the lines are in the file: a client that has its answer finds its decision there. */
  append(records: readonly DecisionRecord[]): void {
    this.#records.push(...records);
    if (this.#file !== undefined) {
      writeSync(this.#file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    }
  }

  records(): readonly DecisionRecord[] {
    return [...this.#records];
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }
}

function openLog(path: string): number {
  try {
    return openSync(path, 'a', 0o600);
  } catch (cause) {
    throw new PlatformError(localAwsErrors.LocalAwsNotStarted, {
      message: `Could not open the decision log ${path} (${String(cause)}).`,
      remedy: 'Name a file in a folder that exists and can be written.',
      context: { path },
      retryable: false,
      cause,
    });
  }
}
