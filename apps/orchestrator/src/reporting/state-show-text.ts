import type { ShownState } from '../commands/state-show.js';
import type { Paint } from './palette.js';
import { formatTable, headerRow } from './table.js';

/** What a state tells of, for people: names and ids. */
export function formatState(state: ShownState, paint: Paint): string {
  const { resources, outputs } = state;
  const head = formatTable([
    [{ text: 'cluster' }, { text: state.cluster, paint: (text) => paint('bold', text) }],
    [{ text: 'version' }, { text: state.version }],
    [{ text: 'written' }, { text: state.writtenAt }],
    [{ text: 'serial' }, { text: String(state.serial) }],
    [{ text: 'lineage' }, { text: state.lineage }],
    [{ text: 'terraform' }, { text: state.terraformVersion ?? 'not known' }],
    [{ text: 'outputs' }, { text: outputs.join(', ') || 'none' }],
  ]);
  if (resources.length === 0) return `${head}\nIt tells of no resources.\n`;
  const rows = resources.map(({ address, type, id }) => [
    { text: address, paint: (text: string) => paint('bold', text) },
    { text: type },
    { text: id ?? '-' },
  ]);
  return `${head}\n${formatTable([headerRow(paint, 'resource', 'type', 'id'), ...rows])}`;
}
