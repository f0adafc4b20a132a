import type { StateDiff, StateIdentity } from '@regional-pipeline/state-bucket';
import type { Paint } from './palette.js';
import { printable } from './printable.js';
import { formatTable } from './table.js';

/** Two versions of a state, and what differs between them. */
export interface ComparedStates extends StateDiff {
  readonly before: StateIdentity & { readonly version: string };
  readonly after: StateIdentity & { readonly version: string };
}

/** What differs between two states, for people: `+` added, `-` removed, `~` changed with the attributes' names. */
export function formatStateDiff(diff: ComparedStates, paint: Paint): string {
  const { before, after, added, removed, changed, outputs } = diff;
  const head = formatTable([
    [
      { text: 'from' },
      { text: before.version },
      { text: `serial ${before.serial}` },
      { text: before.lineage },
    ],
    [{ text: 'to' }, { text: after.version }, { text: `serial ${after.serial}` }, { text: after.lineage }],
  ]);
  const lines = [
    ...removed.map((name) => paint('red', `- ${printable(name)}`)),
    ...added.map((name) => paint('green', `+ ${printable(name)}`)),
    ...changed.map(({ address, attributes }) =>
      paint('yellow', `~ ${printable(address)}: ${printable(attributes.join(', '))}`),
    ),
    ...outputs.removed.map((name) => paint('red', `- output ${printable(name)}`)),
    ...outputs.added.map((name) => paint('green', `+ output ${printable(name)}`)),
    ...outputs.changed.map((name) => paint('yellow', `~ output ${printable(name)}`)),
  ];
  const lineage = before.lineage === after.lineage ? '' : 'They are of two lineages: two histories.\n';
  const body = lines.length === 0 ? 'The same resources and outputs.\n' : `${lines.join('\n')}\n`;
  return `${head}${lineage}\n${body}`;
}
