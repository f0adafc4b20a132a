import type { ClusterFinished, FleetEvent, RunSummary } from '@regional-pipeline/fleet';
import { Listr, type ListrTask } from 'listr2';
import { formatDuration } from './duration.js';
import type { Paint } from './palette.js';
import { printable } from './printable.js';
import type { Output, Reporter } from './reporter.js';
import { formatSummary } from './summary-text.js';

/** How much of a target's latest line is shown, in characters. */
const shownCharacters = 500;

/** Marks a line of the list as failed; the summary says why. */
class ClusterFailed extends Error {}

/** A cluster's line in the list: when it began, its latest output, and its end as a promise. */
interface Line {
  startedAt: number | undefined;
  latest: string;
  /** Said behind its time, once the run is asked to stop. */
  note: string;
  finish: (event: ClusterFinished) => void;
  readonly finished: Promise<ClusterFinished>;
}

/** A live list on a terminal: a line a cluster, with the time since its start and the latest line of its output. */
export function liveReporter(output: Output, paint: Paint): Reporter {
  const lines = new Map<string, Line>();
  let list: Promise<unknown> = Promise.resolve();
  let summary: RunSummary | undefined;

  const start = (names: readonly string[], concurrency: number) => {
    for (const name of names) lines.set(name, newLine());
    // The fleet starts its jobs in this order and in a window of this size, so the list's own window moves alike.
    const listr = new Listr(
      names.map((name) => taskOf(name, lines.get(name) as Line)),
      {
        concurrent: concurrency,
        exitOnError: false,
        registerSignalListeners: false,
        silentRendererCondition: () => !process.stdout.isTTY,
        rendererOptions: { collapseErrors: false, showErrorMessage: false },
      },
    );
    list = listr.run();
  };

  const onEvent = (event: FleetEvent): void => {
    switch (event.type) {
      case 'run-started':
        output.write(
          `run ${event.run} in ${event.region}: ${event.clusters.length} to deploy, ${event.concurrency} at once\n`,
        );
        if (event.clusters.length > 0) start(event.clusters, event.concurrency);
        return;
      case 'cluster-started': {
        const line = lines.get(event.name);
        if (line) line.startedAt = performance.now();
        return;
      }
      case 'cluster-finished':
        lines.get(event.name)?.finish(event);
        return;
      case 'run-draining':
        for (const name of event.running) {
          const line = lines.get(name);
          if (line) line.note = '  let finish, since the run was asked to stop; ask again to interrupt it';
        }
        return;
      case 'summary':
        summary = event;
    }
  };

  return {
    event: onEvent,
    line: (cluster, text) => {
      const line = lines.get(cluster);
      if (line && text.trim() !== '') line.latest = printable(text).slice(0, shownCharacters);
    },
    close: async () => {
      await list;
      if (summary) output.write(formatSummary(summary, paint));
    },
  };
}

function newLine(): Line {
  let finish: Line['finish'] = () => undefined;
  const finished = new Promise<ClusterFinished>((resolve) => (finish = resolve));
  return { startedAt: undefined, latest: '', note: '', finish, finished };
}

function taskOf(name: string, line: Line): ListrTask {
  return {
    title: name,
    task: async (_context, task) => {
      const tick = setInterval(() => {
        if (line.startedAt === undefined) return;
        task.title = `${name}  ${formatDuration(performance.now() - line.startedAt)}${line.note}`;
        task.output = line.latest;
      }, 500);
      const event = await line.finished.finally(() => clearInterval(tick));
      task.title = `${name}  ${formatDuration(event.durationMs)}`;
      if (event.outcome === 'not-started') task.skip(`${name}  not started`);
      if (event.outcome === 'failed') {
        task.title += `  ${event.code ?? ''}`;
        throw new ClusterFailed(event.code ?? 'failed');
      }
    },
  };
}
