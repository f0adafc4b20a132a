import type { Finding } from '../doctor/finding.js';
import type { Paint } from './palette.js';
import { printable, printableLines, printableRest } from './printable.js';
import { formatTable } from './table.js';

const look: Readonly<Record<Finding['status'], Parameters<Paint>[0]>> = {
  ok: 'green',
  warning: 'yellow',
  failed: 'red',
  skipped: 'dim',
};

/** More findings that all is well are counted and not listed: a fleet has thousands of roles. */
const listedOk = 30;

/** What a run would meet, for people: a table of the findings, and the remedies. */
export function formatFindings(findings: readonly Finding[], paint: Paint): string {
  let seen = 0;
  const listed = findings.filter(({ status }) => status !== 'ok' || seen++ < listedOk);
  const table = formatTable(
    listed.map(({ status, subject, detail }) => [
      { text: status, paint: (text) => paint(look[status], text) },
      { text: subject, paint: (text) => paint('bold', text) },
      { text: detail.split('\n')[0] ?? '' },
    ]),
  );
  const more = seen > listedOk ? `ok  … and ${seen - listedOk} more\n` : '';
  const remedies = findings.flatMap(({ status, subject, detail, remedy }) => {
    if (remedy === null) return [];
    const rest = detail.split('\n').slice(1).join('\n');
    return [
      `\n${paint(look[status], printable(subject))}${rest === '' ? '' : `\n${printableLines(rest, '  ')}`}\n` +
        `  ${paint('bold', 'What to do:')} ${printableRest(remedy)}\n`,
    ];
  });
  const count = (status: Finding['status']) => findings.filter((finding) => finding.status === status).length;
  const counts = `${count('ok')} ok, ${count('warning')} to look at, ${count('failed')} failed, ${count('skipped')} skipped`;
  return `${table}${more}${remedies.join('')}\n${counts}\n`;
}
