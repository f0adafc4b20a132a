import type { Output, Reporter } from './reporter.js';

/** Events as JSON lines, for programs; the last one of a run is its summary. Output lines stay in the log files. */
export function jsonReporter(output: Output): Reporter {
  return {
    event: (event) => void output.write(`${JSON.stringify(event)}\n`),
    line: () => undefined,
    notice: (text) => void output.write(`${JSON.stringify({ type: 'notice', text })}\n`),
    close: () => Promise.resolve(),
  };
}
