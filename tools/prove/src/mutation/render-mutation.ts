import {
  killedOf,
  mutantsIn,
  scoreOf,
  type JudgedMutant,
  type MutationReport,
  type Tally,
} from '@regional-pipeline/security-model';
import { table, wrap } from '../table.js';

const width = 100;

/** The score by policy and by mutator, the survivors with their reasons, and what fails. */
export function renderMutation(report: MutationReport): string[] {
  const { total, byPolicy, byMutator, listed, open, wronglyListed, unused } = report;
  return [
    ...tallies('policy', [...byPolicy, ['all', total]]),
    '',
    ...tallies('mutator', byMutator),
    '',
    'Survivors that allow less:',
    ...listed.flatMap(({ survivors, mutants }) => [
      '',
      ...wrap(survivors.reason, width - 2).map((line) => `  ${line}`),
      ...mutants.map(({ mutant }) => `    ${describeMutant(mutant)}`),
    ]),
    ...section('Survivors without a reason, for which a statement is missing:', open.flatMap(renderOpen)),
    ...section(
      'Listed as survivors, but they do not survive or allow more:',
      wronglyListed.map(({ mutant }) => `  ${describeMutant(mutant)}`),
    ),
    ...section(
      'Reasons without a mutant:',
      unused.map(({ reason }) => `  ${reason}`),
    ),
    '',
    summary(total),
  ];
}

/** One mutant in a line. */
export function describeMutant({
  policy,
  statement,
  mutator,
  path,
  before,
  after,
}: JudgedMutant['mutant']): string {
  const change =
    before || after ? `: ${shortened(before) || 'nothing'} → ${shortened(after) || 'nothing'}` : '';
  return [`${policy}, ${statement}, ${mutator}`, path && ` (${path})`, change].join('');
}

/** Long lists are cut: their statement has the rest. */
function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function summary(total: Tally): string {
  return (
    `${killedOf(total)} of ${mutantsIn(total)} mutants killed, ${total.equivalent} proved equivalent, ` +
    `${total.listed} listed, ${total.open} open: ${percent(scoreOf(total))} of all but the equivalent ones are killed`
  );
}

/** Rounded down: 100 % is all of them. */
function percent(part: number): string {
  return `${(Math.floor(part * 1000) / 10).toFixed(1)} %`;
}

function tallies(title: string, rows: readonly (readonly [string, Tally])[]): string[] {
  const heads = [
    'mutants',
    'statements',
    'SM-22',
    'SM-23',
    'unknown',
    'equivalent',
    'listed',
    'open',
    'score',
  ];
  return table([
    [title, ...heads],
    ...rows.map(([name, tally]) => [
      name,
      ...[
        mutantsIn(tally),
        tally.statements,
        tally.sufficiency,
        tally['dead grants'],
        tally.unknown,
        tally.equivalent,
        tally.listed,
        tally.open,
        percent(scoreOf(tally)),
      ].map((cell, index) => String(cell).padStart(heads[index]?.length ?? 0)),
    ]),
  ]);
}

function renderOpen({ mutant, verdict }: JudgedMutant): string[] {
  const difference = verdict.kind === 'survived' ? verdict.difference : verdict.kind;
  const request = verdict.kind === 'survived' ? (verdict.request ?? []) : [];
  return [`  ${difference}: ${describeMutant(mutant)}`, ...request.map((line) => `    ${line}`)];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', title, ...lines] : [];
}
