import type { Block } from '@regional-pipeline/fleet';
import type { RescuedState } from '@regional-pipeline/state-bucket';
import type { Paint } from './palette.js';
import { printableLines } from './printable.js';
import { formatTable } from './table.js';

/** Why a cluster is blocked and what can be decided, for people. */
export function formatRescued(
  cluster: string,
  { run, attempt, since, reason }: Block,
  states: readonly RescuedState[],
  paint: Paint,
): string {
  const table = formatTable(
    states.map(({ name, bytes, rescuedAt, identity }) => [
      { text: name, paint: (text) => paint('bold', text) },
      { text: identity ? `serial ${identity.serial}` : 'no whole state' },
      { text: identity ? `lineage ${identity.lineage}` : '-' },
      { text: `${bytes} bytes` },
      { text: rescuedAt },
    ]),
  );
  return (
    `${paint('bold', cluster)} is blocked since ${since} by attempt ${attempt} of run ${run}:\n` +
    `${printableLines(reason, '  ')}\n\n${states.length === 0 ? 'No state of it was saved.\n' : table}\n` +
    (states.length === 0
      ? ''
      : `orchestrator rescue push ${cluster}     makes it the state of the cluster, where lineage and serial fit\n`) +
    `orchestrator rescue discard ${cluster}  goes on from the state in the bucket\n`
  );
}
