import type { ClusterState, ClusterStory, RunRecord, RunStory, Tenure } from '@regional-pipeline/fleet';
import { formatDuration } from './duration.js';
import type { Paint } from './palette.js';
import { printable, printableLines, printableRest } from './printable.js';
import { formatTable, headerRow } from './table.js';

const look: Readonly<Record<ClusterState, Parameters<Paint>[0]>> = {
  deployed: 'green',
  running: 'green',
  failed: 'red',
  blocked: 'red',
  interrupted: 'red',
  unknown: 'yellow',
  'not-started': 'yellow',
};

/** More deployed clusters are counted and not listed: a fleet has thousands. */
const listedDeployed = 50;

/** All that the journal knows of a run, for people, and the next command where there is something left to do. */
export function formatRun(story: RunStory, bucket: string, paint: Paint): string {
  const { record, clusters } = story;
  const failed = record.settled.filter(({ outcome }) => outcome === 'failed');
  const settled = [
    ...failed.map(
      ({ name, code, reason }) => `${name} could not be deployed: ${code ?? ''}, ${reason ?? ''}`,
    ),
    ...(record.settled.length > failed.length
      ? [`${record.settled.length - failed.length} were skipped`]
      : []),
  ];
  return [
    formatHead(story, paint),
    formatClusters(clusters, paint),
    settled.map((line) => `${printable(line)}\n`).join(''),
    clusters.map((cluster) => formatStory(cluster, bucket, paint)).join(''),
    formatNext(story),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function formatHead({ record, state }: RunStory, paint: Paint): string {
  const { run, region, startedAt, tenures } = record;
  const { sourceRevision, centralState, definitionsDigest } = lastOf(record).inputs;
  return formatTable([
    [{ text: 'run' }, { text: run, paint: (text) => paint('bold', text) }],
    [{ text: 'region' }, { text: region }],
    [{ text: 'status' }, { text: `${state.status}: ${state.evidence}` }],
    [{ text: 'started' }, { text: startedAt }],
    ...tenures.map((tenure, index) => [
      { text: index === 0 ? 'held by' : 'then by' },
      { text: describeTenure(tenure) },
    ]),
    [{ text: 'revision' }, { text: sourceRevision ?? 'not known' }],
    [{ text: 'accounts' }, { text: `serial ${centralState.serial} of lineage ${centralState.lineage}` }],
    [{ text: 'definitions' }, { text: definitionsDigest }],
  ]);
}

function describeTenure({ holder, since, takenOver, end }: Tenure): string {
  const build = holder.buildId === null ? '' : `, build ${holder.buildId}`;
  const stopped = end?.stopped ? `; stopped: ${end.stopped}` : '';
  const how = takenOver === null ? '' : ` (${takenOver})`;
  return `${holder.user}@${holder.host}, process ${holder.pid}${build}, since ${since}${how}${stopped}`;
}

function formatClusters(clusters: readonly ClusterStory[], paint: Paint): string {
  let deployed = 0;
  const listed = clusters.filter(({ state }) => state !== 'deployed' || deployed++ < listedDeployed);
  const rows = listed.map(({ name, accountId, wave, state, attempts, claim }) => {
    const attempt = attempts[attempts.length - 1];
    const duration = attempt?.durationMs ?? null;
    return [
      { text: state, paint: (text: string) => paint(look[state], text) },
      { text: name, paint: (text: string) => paint('bold', text) },
      { text: accountId },
      { text: String(wave) },
      { text: String(claim?.attempt ?? attempt?.attempt ?? '-') },
      { text: duration === null ? '-' : formatDuration(duration) },
      { text: attempt?.code ?? '' },
    ];
  });
  const head = headerRow(paint, 'state', 'cluster', 'account', 'wave', 'attempt', 'took', '');
  const more = deployed > listedDeployed ? `deployed  … and ${deployed - listedDeployed} more\n` : '';
  return formatTable([head, ...rows]) + more;
}

/** What is to be said of a cluster that is not deployed, and was begun or has a reason for it. */
function formatStory(
  { name, state, attempts, evidence }: ClusterStory,
  bucket: string,
  paint: Paint,
): string {
  const attempt = attempts[attempts.length - 1];
  const reason = evidence ?? attempt?.reason ?? '';
  if (state === 'deployed' || reason === '') return '';
  const remedies: Partial<Record<ClusterState, string | null>> = {
    failed: attempt?.remedy ?? null,
    blocked: `see orchestrator rescue list ${name}, then push or discard the state.`,
  };
  const remedy = remedies[state] ?? null;
  return [
    `${paint(look[state], `${name}: ${state}`)}\n${printableLines(reason, '  ')}\n`,
    remedy === null ? '' : `  ${paint('bold', 'What to do:')} ${printableRest(remedy)}\n`,
    attempt?.logKey ? `  Log: ${printable(`s3://${bucket}/${attempt.logKey}`)}\n` : '',
  ].join('');
}

function formatNext({
  record: { run, tenures, purpose, clusters: named },
  state,
  clusters,
}: RunStory): string {
  if (purpose === 'restore')
    return `It restored a state and deployed nothing: orchestrator state versions ${named[0]?.name ?? ''}\n`;
  const left = clusters.filter((cluster) => cluster.state !== 'deployed').length;
  if (state.status === 'running') return '';
  if (left === 0 && state.status === 'ended') return 'Every cluster of it is deployed.\n';
  const sure = state.status === 'unknown' ? `, once its process is surely over` : '';
  const word = state.status === 'unknown' ? ` --holder-is-over ${tenures.length}` : '';
  return `${left} left to do${sure}: orchestrator resume ${run}${word}\n`;
}

function lastOf({ tenures }: RunRecord): Tenure {
  return tenures[tenures.length - 1] ?? tenures[0];
}
