import type { ClusterOutcome, ClusterResult, RunSummary } from '@regional-pipeline/fleet';
import { formatDuration } from './duration.js';
import { foldOtherRegions } from './other-regions.js';
import type { Paint } from './palette.js';
import { printableLines, printableRest } from './printable.js';
import { formatTable } from './table.js';

const look: Readonly<Record<ClusterOutcome, Parameters<Paint>[0]>> = {
  deployed: 'green',
  failed: 'red',
  skipped: 'dim',
  'not-started': 'yellow',
};

/** The end of a run for people: a table of all clusters, the failures with their remedies, and the counts. */
export function formatSummary(summary: RunSummary, paint: Paint): string {
  const { clusters } = summary;
  const { shown, hidden } = foldOtherRegions(clusters, ({ code }) => code);
  const table = formatTable(
    shown.map((result) => [
      { text: result.outcome, paint: (text) => paint(look[result.outcome], text) },
      { text: result.name, paint: (text) => paint('bold', text) },
      { text: result.accountId ?? '-' },
      { text: result.durationMs > 0 ? formatDuration(result.durationMs) : '-' },
      { text: result.code ?? '' },
    ]),
  );
  const failures = clusters
    .filter(({ outcome }) => outcome === 'failed')
    .map((result) => formatFailure(result, paint));
  const more = hidden > 0 ? `skipped   … and ${hidden} more of other regions\n` : '';
  return `\n${table}${more}${failures.join('')}\n${formatCounts(summary)}\n`;
}

function formatFailure(result: ClusterResult, paint: Paint): string {
  const lines = [
    `\n${paint('red', `${result.name}: ${result.code ?? ''}`)}`,
    printableLines(result.reason ?? '', '  '),
    `  ${paint('bold', 'What to do:')} ${printableRest(result.remedy ?? '')}${result.retryable ? ' Trying again may help.' : ''}`,
  ];
  if (result.logFile && !result.reason?.includes(result.logFile))
    lines.push(printableLines(result.logFile, '  Log: '));
  return `${lines.join('\n')}\n`;
}

function formatCounts({ clusters, drained, durationMs, region, run }: RunSummary): string {
  const outcomes: ClusterOutcome[] = ['deployed', 'failed', 'not-started', 'skipped'];
  const counts = outcomes
    .map((outcome) => [clusters.filter((result) => result.outcome === outcome).length, outcome] as const)
    .filter(([count, outcome]) => count > 0 || outcome === 'deployed')
    .map(([count, outcome]) => `${count} ${outcome.replace('-', ' ')}`);
  const nothing = clusters.every(({ outcome }) => outcome === 'skipped') ? 'Nothing to do: ' : '';
  const stopped = drained ? ', stopped on request' : '';
  return `${nothing}${counts.join(', ')} in ${region} in ${formatDuration(durationMs)}${stopped} (run ${run})`;
}
