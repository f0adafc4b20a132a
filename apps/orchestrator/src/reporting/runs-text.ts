import type { listRuns, RunState } from '@regional-pipeline/fleet';
import type { Paint } from './palette.js';
import { formatTable, headerRow } from './table.js';

const look: Readonly<Record<RunState['status'], Parameters<Paint>[0]>> = {
  running: 'green',
  ended: 'dim',
  died: 'red',
  unknown: 'yellow',
};

/** The newest runs for people, a line each. */
export function formatRuns(listed: Awaited<ReturnType<typeof listRuns>>, paint: Paint): string {
  if (listed.length === 0) return 'There is no run yet.\n';
  const died = listed.filter((one) => !('error' in one) && one.state.status === 'died');
  const next = died.map(({ run }) => `orchestrator resume ${run}\n`).join('');
  const table = formatTable([
    headerRow(paint, 'run', 'status', 'started (UTC)', 'clusters', 'deployed', 'failed', ''),
    ...listed.map((one) => {
      if ('error' in one) {
        return [
          { text: one.run },
          { text: 'unreadable', paint: (text: string) => paint('red', text) },
          ...['-', '-', '-', '-'].map((text) => ({ text })),
          { text: one.error.code },
        ];
      }
      const { status, evidence } = one.state;
      return [
        { text: one.run },
        { text: status, paint: (text: string) => paint(look[status], text) },
        { text: one.record.startedAt.slice(0, 19).replace('T', ' ') },
        { text: String(one.record.clusters.length) },
        { text: String(one.deployed) },
        { text: String(one.failed) },
        { text: status === 'ended' ? '' : evidence },
      ];
    }),
  ]);
  return next === '' ? table : `${table}\n${next}`;
}
