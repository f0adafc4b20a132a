import { styleText } from 'node:util';
import type { Output } from './reporter.js';

type Format = 'red' | 'green' | 'yellow' | 'dim' | 'bold';

/** Colours a text. */
export type Paint = (format: Format, text: string) => string;

/** Colours on a terminal only, and never where NO_COLOR is set (https://no-color.org). */
export function paintFor(output: Output, environment: Readonly<Record<string, string | undefined>>): Paint {
  const coloured = output.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
  return coloured
    ? (format, text) => styleText(format, text, { validateStream: false })
    : (_format, text) => text;
}
