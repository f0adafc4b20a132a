import { jsonReporter } from './json-reporter.js';
import { liveReporter } from './live-reporter.js';
import { paintFor } from './palette.js';
import { plainReporter } from './plain-reporter.js';
import type { Output, Reporter } from './reporter.js';

/** What a user may ask for by `--output`. */
export type OutputFormat = 'text' | 'json';

/** JSON where it is asked for, a live list on a terminal, plain lines elsewhere. */
export function chooseReporter(
  format: OutputFormat,
  output: Output,
  environment: Readonly<Record<string, string | undefined>>,
): Reporter {
  if (format === 'json') return jsonReporter(output);
  const live = output.isTTY === true && environment['TERM'] !== 'dumb' && !environment['CI'];
  const paint = paintFor(output, environment);
  return live ? liveReporter(output, paint) : plainReporter(output, paint);
}
