import type { ClusterFinished, FleetEvent } from '@regional-pipeline/fleet';
import { formatDuration } from './duration.js';
import { writeText } from './fold-lines.js';
import { LastLines } from './last-lines.js';
import { formatNotice } from './notice-text.js';
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
  let fleetSize = 0;
  const say = (text: string) => void output.write(`${printable(text)}\n`);
  const timer = setInterval(() => {
    if (running.size === 0) return;
    const now = performance.now();
    say(
      `still running: ${[...running].map(([name, { startedAt }]) => `${name} (${formatDuration(now - startedAt)})`).join(', ')}`,
    );
  }, heartbeat);
  timer.unref();

  const showOutput = (name: string, accountId: string | null, logFile: string | null, ending: string) => {
    const lines = running.get(name)?.lines;
    running.delete(name);
    say(`┌─ ${name} (${accountId ?? '-'})`);
    if (lines && lines.dropped > 0)
      say(`│ … ${lines.dropped} earlier lines stand in ${logFile ?? 'the log file'}`);
    for (const line of lines?.lines ?? []) say(`│ ${line}`);
    say(`└─ ${name}: ${ending}`);
  };

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
    const ending = event.outcome === 'failed' ? `failed, ${event.code ?? ''}` : event.outcome;
    const tries = event.attempts > 1 ? ` after ${event.attempts} attempts` : '';
    const time = formatDuration(event.durationMs);
    showOutput(event.name, event.accountId, event.logFile, `${ending} in ${time}${tries}`);
  };

  const onEvent = (event: FleetEvent): void => {
    switch (event.type) {
      case 'run-started':
        fleetSize = event.clusters.length;
        return say(
          `run ${event.run} in ${event.region}: ${event.clusters.length} to deploy, ${event.concurrency} at once`,
        );
      case 'wave-started':
        // A fleet of one wave has nothing to tell apart.
        return event.clusters === fleetSize
          ? undefined
          : say(`wave ${event.wave}: ${event.clusters} to deploy`);
      case 'wave-baking':
      case 'wave-gate-closed':
      case 'concurrency-changed':
      case 'deadline-reached':
        return say(formatNotice(event));
      case 'cluster-started':
        running.set(event.name, { startedAt: performance.now(), lines: new LastLines(groupedLines) });
        return say(
          `${event.name}: started (${event.accountId})${event.attempt > 1 ? `, attempt ${event.attempt}` : ''}`,
        );
      case 'cluster-retrying':
        return showOutput(
          event.name,
          event.accountId,
          event.logFile,
          `${event.code}, tried again in ${formatDuration(event.delayMs)}: ${event.reason}`,
        );
      case 'cluster-finished':
        return finished(event);
      case 'run-draining':
        return say(
          `asked to stop: ${event.running.length} still running are let finish, ${event.notStarted.length} are not started; ` +
            'ask again to interrupt what runs',
        );
      case 'run-finished':
        return;
      case 'summary':
        return writeText(output, formatSummary(event, paint));
    }
  };

  return {
    event: onEvent,
    line: (cluster, text) => running.get(cluster)?.lines.push(text),
    notice: (text) => say(text),
    close: () => {
      clearInterval(timer);
      return Promise.resolve();
    },
  };
}
