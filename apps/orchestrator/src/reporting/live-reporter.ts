import { stripVTControlCharacters } from 'node:util';
import type { ClusterFinished, FleetEvent, RunSummary } from '@regional-pipeline/fleet';
import { createLogUpdate } from 'log-update';
import { formatDuration } from './duration.js';
import { writeText } from './fold-lines.js';
import { formatNotice } from './notice-text.js';
import type { Paint } from './palette.js';
import { printable } from './printable.js';
import type { Output, Reporter } from './reporter.js';
import { formatSummary } from './summary-text.js';

/** A cluster that is being worked on: when it began, and the latest line of its output. */
interface Running {
  readonly startedAt: number;
  latest: string;
}

/** How often the list is drawn anew, in milliseconds. */
const redraw = 250;

/** The size of a terminal that does not tell its own. */
const usualSize = { columns: 80, rows: 24 };

/**
 * A live list on a terminal: the clusters that run, with the time since their start and the latest line of their
 * output, and a count of the others. What has ended stays above it, so a fleet may be longer than the terminal.
 */
export function liveReporter(output: Output, paint: Paint): Reporter {
  const running = new Map<string, Running>();
  const waiting = new Set<string>();
  const counts = { deployed: 0, failed: 0, 'not-started': 0, skipped: 0 };
  let draining = false;
  let summary: RunSummary | undefined;
  const list = createLogUpdate(output as NodeJS.WritableStream);
  const draw = () => list(frame(running, { waiting: waiting.size, ...counts }, draining, output));
  const timer = setInterval(draw, redraw);

  const sayAbove = (text: string) => {
    list.clear();
    output.write(`${text}\n`);
    draw();
  };

  const finished = (event: ClusterFinished) => {
    running.delete(event.name);
    waiting.delete(event.name);
    counts[event.outcome]++;
    if (event.outcome !== 'skipped') sayAbove(endingOf(event, paint));
  };

  const onEvent = (event: FleetEvent): void => {
    switch (event.type) {
      case 'run-started':
        event.clusters.forEach((name) => waiting.add(name));
        output.write(
          `run ${event.run} in ${event.region}: ${event.clusters.length} to deploy, ${event.concurrency} at once\n`,
        );
        return;
      case 'cluster-started':
        waiting.delete(event.name);
        running.set(event.name, { startedAt: performance.now(), latest: '' });
        return draw();
      case 'cluster-retrying': {
        running.delete(event.name);
        waiting.add(event.name);
        const wait = formatDuration(event.delayMs);
        return sayAbove(`${paint('yellow', '↻')} ${event.name}  ${event.code}, tried again in ${wait}`);
      }
      case 'cluster-finished':
        return finished(event);
      case 'wave-baking':
      case 'wave-gate-closed':
      case 'concurrency-changed':
      case 'deadline-reached':
        return sayAbove(printable(formatNotice(event)));
      case 'wave-started':
      case 'run-finished':
        return;
      case 'run-draining':
        draining = true;
        return draw();
      case 'summary':
        summary = event;
    }
  };

  return {
    event: onEvent,
    line: (cluster, text) => {
      const one = running.get(cluster);
      const shown = stripVTControlCharacters(printable(text)).trim();
      if (one && shown !== '') one.latest = shown.slice(0, usualSize.columns * 4);
    },
    notice: (text) => sayAbove(printable(text)),
    close: () => {
      clearInterval(timer);
      list.clear();
      list.done();
      if (summary) writeText(output, formatSummary(summary, paint));
      return Promise.resolve();
    },
  };
}

function endingOf(event: ClusterFinished, paint: Paint): string {
  const time = formatDuration(event.durationMs);
  switch (event.outcome) {
    case 'deployed':
      return `${paint('green', '✔')} ${event.name}  ${time}`;
    case 'failed':
      return `${paint('red', '✖')} ${printable(event.name)}  ${time}  ${event.code ?? ''}`;
    case 'not-started':
    case 'skipped':
      return `${paint('yellow', '↓')} ${event.name}  ${event.outcome.replace('-', ' ')}`;
  }
}

function frame(
  running: ReadonlyMap<string, Running>,
  counts: Readonly<Record<string, number>>,
  draining: boolean,
  { columns = usualSize.columns, rows = usualSize.rows }: Output,
): string {
  const now = performance.now();
  const width = Math.max(0, ...[...running.keys()].map((name) => name.length));
  const lines = [...running].map(
    ([name, { startedAt, latest }]) =>
      `  ${name.padEnd(width)}  ${formatDuration(now - startedAt).padStart(11)}  ${latest}`,
  );
  // Room for the count, the note and the line that the terminal's cursor is on.
  const room = Math.max(1, rows - 4);
  const hidden = lines.length - room;
  if (hidden > 0) lines.splice(room, hidden, `  … and ${hidden} more running`);
  const said = Object.entries({ running: running.size, ...counts })
    .filter(([what, count]) => count > 0 && what !== 'skipped')
    .map(([what, count]) => `${count} ${what.replace('-', ' ')}`);
  lines.push(said.join(', '));
  if (draining) lines.push('asked to stop: what runs is let finish; ask again to interrupt it');
  return lines.map((line) => line.slice(0, columns - 1)).join('\n');
}
