import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** What a scenario counted, in the order in which it is shown; a list is shown as its length. */
export type Counts = Readonly<Record<string, number | string | readonly unknown[]>>;

/** Prints what a scenario counted, and leaves it for the table at the end of the suite. */
export function reportCounts(scenario: string, counts: Counts): void {
  const text = Object.entries(counts)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? value.length : value}`)
    .join(', ');
  process.stderr.write(`${scenario}: ${text}\n`);
  const file = process.env['FAULT_COUNTS'];
  if (file === undefined) return;
  mkdirSync(path.dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify({ scenario, counts: text })}\n`);
}
