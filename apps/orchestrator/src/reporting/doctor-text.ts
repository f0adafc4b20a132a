import type { Finding } from '../doctor/finding.js';
import type { Paint } from './palette.js';
import { printableLines } from './printable.js';
import { formatTable } from './table.js';

const look: Readonly<Record<Finding['status'], Parameters<Paint>[0]>> = {
  ok: 'green',
  warning: 'yellow',
  failed: 'red',
  skipped: 'dim',
};

/** What a run would meet, for people: a table of all findings, and the remedies. */
export function formatFindings(findings: readonly Finding[], paint: Paint): string {
  const table = formatTable(
    findings.map(({ status, subject, detail }) => [
      { text: status, paint: (text) => paint(look[status], text) },
      { text: subject, paint: (text) => paint('bold', text) },
      { text: detail.split('\n')[0] ?? '' },
    ]),
  );
  const remedies = findings.flatMap(({ status, subject, detail, remedy }) => {
    if (remedy === null) return [];
    const rest = detail.split('\n').slice(1).join('\n');
    return [
      `\n${paint(look[status], subject)}${rest === '' ? '' : `\n${printableLines(rest, '  ')}`}\n` +
        `  ${paint('bold', 'What to do:')} ${remedy}\n`,
    ];
  });
  const count = (status: Finding['status']) => findings.filter((finding) => finding.status === status).length;
  const counts = `${count('ok')} ok, ${count('warning')} to look at, ${count('failed')} failed, ${count('skipped')} skipped`;
  return `${table}${remedies.join('')}\n${counts}\n`;
}
