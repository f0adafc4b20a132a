import type { Output } from '../reporting/reporter.js';

/** An output that is written down. */
export class Recording implements Output {
  text = '';
  readonly columns: number;
  readonly rows: number;
  constructor(
    readonly isTTY = false,
    { columns = 120, rows = 40 } = {},
  ) {
    this.columns = columns;
    this.rows = rows;
  }
  write(text: string): void {
    this.text += text;
  }
  get lines(): string[] {
    return this.text.split('\n').slice(0, -1);
  }
}
