import type { ClusterFinished, FleetEvent } from '@regional-pipeline/fleet';
import { formatDuration } from './duration.js';
import { LastLines } from './last-lines.js';
import type { Paint } from './palette.js';
import { printable } from './printable.js';
import type { Output, Reporter } from './reporter.js';
import { formatSummary } from './summary-text.js';

/** How many of a cluster's last lines its group shows; the whole stands in its log file. */
const groupedLines = 1000;

/** How often what still runs is named, in milliseconds. */
const heartbeat = 60_000;

/** Lines for a build's log: each cluster's output in one group when it ends, and a sign of life every minute. */
export function plainReporter(output: Output, paint: Paint): Reporter {
  const running = new Map<string, { startedAt: number; lines: LastLines }>();
  const say = (text: string) => void output.write(`${printable(text)}\n`);
  const timer = setInterval(() => {
    if (running.size === 0) return;
    const now = performance.now();
    say(
      `still running: ${[...running].map(([name, { startedAt }]) => `${name} (${formatDuration(now - startedAt)})`).join(', ')}`,
    );
  }, heartbeat);
  timer.unref();

  const finished = (event: ClusterFinished) => {
    // A fleet has thousands of them; the summary counts them.
    if (event.code === 'other-region') return;
    if (event.outcome === 'skipped') {
      say(`${event.name}: skipped, ${event.reason ?? ''}`);
      return;
    }
    if (event.outcome === 'not-started') {
      say(`${event.name}: not started, ${event.reason ?? ''}`);
      return;
    }
    const lines = running.get(event.name)?.lines;
    running.delete(event.name);
    const ending = event.outcome === 'failed' ? `failed, ${event.code ?? ''}` : event.outcome;
    say(`┌─ ${event.name} (${event.accountId ?? '-'})`);
    if (lines && lines.dropped > 0)
      say(`│ … ${lines.dropped} earlier lines stand in ${event.logFile ?? 'the log file'}`);
    for (const line of lines?.lines ?? []) say(`│ ${line}`);
    say(`└─ ${event.name}: ${ending} in ${formatDuration(event.durationMs)}`);
  };

  const onEvent = (event: FleetEvent): void => {
    switch (event.type) {
      case 'run-started':
        return say(
          `run ${event.run} in ${event.region}: ${event.clusters.length} to deploy, ${event.concurrency} at once`,
        );
      case 'cluster-started':
        running.set(event.name, { startedAt: performance.now(), lines: new LastLines(groupedLines) });
        return say(`${event.name}: started (${event.accountId})`);
      case 'cluster-finished':
        return finished(event);
      case 'run-draining':
        return say(
          `asked to stop: ${event.running.length} still running are let finish, ${event.notStarted.length} are not started; ` +
            'ask again to interrupt what runs',
        );
      case 'summary':
        return void output.write(formatSummary(event, paint));
    }
  };

  return {
    event: onEvent,
    line: (cluster, text) => running.get(cluster)?.lines.push(text),
    close: () => {
      clearInterval(timer);
      return Promise.resolve();
    },
  };
}
