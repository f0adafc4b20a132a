import type { JudgedLock } from '../judge-locks.js';
import { formatDuration } from './duration.js';
import type { Paint } from './palette.js';
import { formatTable, headerRow } from './table.js';

/** The locks of all states for people; the age is there to be read, nothing is decided by it. */
export function formatLocks(judged: readonly JudgedLock[], now: Date, paint: Paint): string {
  if (judged.length === 0) return 'No state is locked.\n';
  const rows = judged.map(({ lock: { key, cluster, holder }, verdict }) => {
    const known = 'unreadable' in holder ? undefined : holder;
    return [
      {
        text: verdict.removable ? 'is over' : 'unproved',
        paint: (text: string) => paint(verdict.removable ? 'yellow' : 'dim', text),
      },
      { text: cluster ?? key, paint: (text: string) => paint('bold', text) },
      { text: known?.Who ?? '-' },
      { text: known?.Operation.replace(/^OperationType/, '').toLowerCase() || '-' },
      { text: known ? formatDuration(now.getTime() - Date.parse(known.Created)) : '-' },
      { text: verdict.attempt?.run ?? '-' },
      { text: verdict.reason },
    ];
  });
  const removable = judged.flatMap(({ lock, verdict }) =>
    verdict.removable && lock.cluster !== null ? [`orchestrator unlock ${lock.cluster}\n`] : [],
  );
  const next = removable.length === 0 ? '' : `\n${removable.join('')}`;
  return (
    formatTable([headerRow(paint, 'maker', 'cluster', 'by', 'for', 'age', 'run', 'why'), ...rows]) + next
  );
}
