import { closeSync, openSync, writeSync } from 'node:fs';
import type { DecisionRecord } from './decision-record.js';

/** All decisions so far, and the file of JSON lines that they are appended to, where one was asked for. */
export class DecisionLog {
  readonly #records: DecisionRecord[] = [];
  readonly #file: number | undefined;

  constructor(path?: string) {
    this.#file = path === undefined ? undefined : openSync(path, 'a', 0o600);
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
