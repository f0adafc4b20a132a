import type { ClusterState, RunStory } from '@regional-pipeline/fleet';
import { formatDuration } from './duration.js';
import type { Paint } from './palette.js';
import { printableLines } from './printable.js';
import { formatTable } from './table.js';

const look: Readonly<Record<ClusterState, Parameters<Paint>[0]>> = {
  deployed: 'green',
  running: 'green',
  failed: 'red',
  blocked: 'red',
  interrupted: 'red',
  unknown: 'yellow',
  'not-started': 'yellow',
};

/** All that the journal knows of a run, for people, and the next command where there is something left to do. */
export function formatRun({ record, state, clusters }: RunStory, bucket: string, paint: Paint): string {
  const { run, region, startedAt, tenures } = record;
  const last = tenures[tenures.length - 1] ?? tenures[0];
  const { sourceRevision, centralState, definitionsDigest } = last.inputs;
  const head = formatTable([
    [{ text: 'run' }, { text: run, paint: (text) => paint('bold', text) }],
    [{ text: 'region' }, { text: region }],
    [{ text: 'status' }, { text: `${state.status}: ${state.evidence}` }],
    [{ text: 'started' }, { text: startedAt }],
    ...tenures.map(({ holder, since, takenOver }, index) => [
      { text: index === 0 ? 'held by' : 'then by' },
      {
        text:
          `${holder.user}@${holder.host}, process ${holder.pid}` +
          `${holder.buildId === null ? '' : `, build ${holder.buildId}`}, since ${since}` +
          (takenOver === null ? '' : ` (${takenOver})`),
      },
    ]),
    [{ text: 'revision' }, { text: sourceRevision ?? 'not known' }],
    [{ text: 'accounts' }, { text: `serial ${centralState.serial} of lineage ${centralState.lineage}` }],
    [{ text: 'definitions' }, { text: definitionsDigest }],
  ]);
  const table = formatTable(
    clusters.map(({ name, accountId, state: how, attempts }) => {
      const attempt = attempts[attempts.length - 1];
      const duration = attempt?.durationMs;
      return [
        { text: how, paint: (text: string) => paint(look[how], text) },
        { text: name, paint: (text: string) => paint('bold', text) },
        { text: accountId },
        { text: attempts.length === 0 ? '-' : `${attempts.length} ended` },
        { text: duration === undefined || duration === null ? '-' : formatDuration(duration) },
        { text: attempt?.code ?? '' },
      ];
    }),
  );
  const stories = clusters.flatMap(({ name, state: how, attempts, evidence }) => {
    const attempt = attempts[attempts.length - 1];
    if (how === 'deployed' || (evidence === null && !attempt)) return [];
    const lines = [
      `\n${paint(look[how], `${name}: ${how}`)}`,
      printableLines(evidence ?? attempt?.reason ?? '', '  '),
    ];
    const { remedy = null, logKey = null } = attempt ?? {};
    if (how === 'failed' && remedy !== null) lines.push(`  ${paint('bold', 'What to do:')} ${remedy}`);
    if (how === 'blocked') {
      lines.push(
        `  ${paint('bold', 'What to do:')} see orchestrator rescue list ${name}, then push or discard the state.`,
      );
    }
    if (logKey !== null) lines.push(`  Log: s3://${bucket}/${logKey}`);
    return [`${lines.join('\n')}\n`];
  });
  const left = clusters.filter(({ state: how }) => how !== 'deployed').length;
  const resumable = left > 0 && (state.status === 'ended' || state.status === 'died');
  const next = resumable ? `\n${left} left to do: orchestrator resume ${run}\n` : '';
  return `${head}\n${table}${stories.join('')}${next}`;
}
