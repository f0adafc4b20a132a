import type { VerifiedState } from '../verify-states.js';
import type { Paint } from './palette.js';
import { formatTable, headerRow, type Cell } from './table.js';

const look: Readonly<Record<VerifiedState['status'], Parameters<Paint>[0]>> = {
  ok: 'green',
  warning: 'yellow',
  failed: 'red',
  none: 'dim',
};

/** How every state stands, for people: a line for each, one more for each further finding, and the next commands. */
export function formatVerifiedStates(states: readonly VerifiedState[], bucket: string, paint: Paint): string {
  if (states.length === 0) return `No cluster has a state or an owner in ${bucket}.\n`;
  const count = (status: VerifiedState['status']) => states.filter((one) => one.status === status).length;
  const table = formatTable([
    headerRow(paint, 'status', 'cluster', 'account', 'serial', 'resources', ''),
    ...states.flatMap((one) => rowsOf(one, paint)),
  ]);
  const next = states.flatMap(nextCommands);
  return (
    `${table}${next.length === 0 ? '' : `\n${next.join('')}`}\n` +
    `${count('ok')} ok, ${count('warning')} to look at, ${count('failed')} failed, ${count('none')} without a state\n`
  );
}

function rowsOf(one: VerifiedState, paint: Paint): Cell[][] {
  const { cluster, status, accountId, serial, resources } = one;
  const said = one.findings.map(({ code, detail }) => `${code}: ${detail}`);
  if (status === 'none') said.push('it never had a state');
  const [first = '', ...others] = said;
  return [
    [
      { text: status, paint: (text) => paint(look[status], text) },
      { text: cluster, paint: (text) => paint('bold', text) },
      { text: accountId ?? '-' },
      { text: serial === null ? '-' : String(serial) },
      { text: resources === null ? '-' : String(resources) },
      { text: first },
    ],
    ...others.map((text) => [...Array.from({ length: 5 }, () => ({ text: '' })), { text }]),
  ];
}

function nextCommands({ cluster, findings }: VerifiedState): string[] {
  const failed = findings.filter(({ status }) => status === 'failed').map(({ code }) => code);
  const lines: string[] = [];
  if (failed.includes('lock-left')) lines.push(`orchestrator unlock ${cluster}\n`);
  if (failed.some((code) => code !== 'lock-left' && code !== 'owner-unreadable'))
    lines.push(`orchestrator state versions ${cluster}\n`);
  return lines;
}
