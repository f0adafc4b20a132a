import type { OutputFormat } from './choose-reporter.js';
import { writeText } from './fold-lines.js';
import { paintFor, type Paint } from './palette.js';
import type { Output } from './reporter.js';

/** Where a command's answer goes. */
export interface AnswerContext {
  readonly format: OutputFormat;
  readonly output: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Writes what a command has to say: a JSON line for programs, a text for people. */
export function writeAnswer(
  { format, output, environment }: AnswerContext,
  json: { readonly type: string; readonly [field: string]: unknown },
  text: (paint: Paint) => string,
): void {
  if (format === 'json') output.write(`${JSON.stringify(json)}\n`);
  else writeText(output, text(paintFor(output, environment)));
}
