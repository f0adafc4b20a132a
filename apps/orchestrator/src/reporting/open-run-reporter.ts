import { assumeRoleErrors } from '@regional-pipeline/assume-role';
import type { CommandContext } from '../commands/command-context.js';
import { chooseReporter } from './choose-reporter.js';
import { metricLines } from './metric-lines.js';
import type { Reporter } from './reporter.js';

/** The reporter of a run, which writes the run's metrics after the summary where they are asked for. */
export function openRunReporter(
  { format, output, environment }: CommandContext,
  { metrics }: { readonly metrics: boolean },
): Reporter {
  const reporter = chooseReporter(format, output, environment);
  if (!metrics) return reporter;
  let lines: readonly string[] = [];
  const write = () => {
    for (const line of lines) output.write(`${line}\n`);
    lines = [];
  };
  return {
    ...reporter,
    event: (event) => {
      if (event.type === 'summary') {
        lines = metricLines(event, Date.now(), new Set(Object.keys(assumeRoleErrors)));
        // For programs the summary is the last line.
        if (format === 'json') write();
      }
      reporter.event(event);
    },
    close: async () => {
      await reporter.close();
      write();
    },
  };
}
