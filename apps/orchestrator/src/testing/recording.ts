import type { Output } from '../reporting/reporter.js';

/** An output that is written down. */
export class Recording implements Output {
  text = '';
  constructor(readonly isTTY = false) {}
  write(text: string): void {
    this.text += text;
  }
  get lines(): string[] {
    return this.text.split('\n').slice(0, -1);
  }
}
