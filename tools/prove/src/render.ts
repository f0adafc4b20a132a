import {
  explainViolation,
  type ObligationProof,
  type PolicyLocation,
  type StatementProof,
} from '@regional-pipeline/security-model';
import type { RegionProofs } from './prove-regions.js';
import { table, wrap } from './table.js';

/** Colours on a terminal; elsewhere the text alone. */
export type Paint = (verdict: string, text: string) => string;

const width = 100;

/** The verdict of each statement and its time, then whatever is not proved. */
export function renderRegion(
  { region, proofs, ms, catalogueDate, actions }: RegionProofs,
  paint: Paint,
): string[] {
  const rows = proofs.map(({ id, verdict, ms: time, sentence }) => [
    id,
    verdict.padEnd('violated'.length),
    `${time.toFixed(0)} ms`.padStart(7),
    wrap(sentence.replaceAll('`', ''), width - 30)[0] ?? '',
  ]);
  const lines = table(rows).map((line, index) => {
    const verdict = proofs[index]?.verdict ?? '';
    const more = (proofs[index]?.sentence.length ?? 0) > width - 30 ? ' …' : '';
    return line.replace(verdict, paint(verdict, verdict)) + more;
  });
  const proved = proofs.filter(({ verdict }) => verdict === 'proved').length;
  return [
    `${region}, for all ${actions.toLocaleString('en-US')} actions of ${catalogueDate} and those to come`,
    '',
    ...lines,
    '',
    `${proved} of ${proofs.length} proved in ${(ms / 1000).toFixed(1)} s`,
    ...proofs.flatMap(renderViolations),
  ];
}

/** One line a region; whatever is not proved follows. */
export function renderRegions(all: readonly RegionProofs[], paint: Paint): string[] {
  const rows = all.map(({ region, proofs, ms }) => {
    const proved = proofs.filter(({ verdict }) => verdict === 'proved').length;
    return [region, `${proved} of ${proofs.length} proved`, `${ms.toFixed(0)} ms`.padStart(7)];
  });
  const failed = all.filter(({ proofs }) => proofs.some(({ verdict }) => verdict !== 'proved'));
  const ms = all.reduce((sum, one) => sum + one.ms, 0);
  return [
    ...table(rows).map((line, index) => {
      const isProved = !failed.some(({ region }) => region === all[index]?.region);
      return line.replace(/\d+ of \d+ proved/, (text) => paint(isProved ? 'proved' : 'violated', text));
    }),
    '',
    `${all.length - failed.length} of ${all.length} regions proved, every pair of them apart, in ${(ms / 1000).toFixed(1)} s`,
    ...failed.flatMap(({ region, proofs }) => ['', region, ...proofs.flatMap(renderViolations)]),
  ];
}

/** A statement, what was asked of which policies, and the answers. */
export function renderExplanation({ id, sentence, verdict, parts }: StatementProof, paint: Paint): string[] {
  return [
    `${id}  ${paint(verdict, verdict)}`,
    '',
    ...wrap(sentence, width),
    ...parts.flatMap((part) => [
      '',
      ...wrap(`${opening[part.obligation.kind]} ${part.obligation.about}`, width - 2).map(
        (line) => `  ${line}`,
      ),
      ...locationsOf(part).map((location) => `    looked at  ${location}`),
      `    answer     ${paint(part.proof.verdict, part.proof.verdict)}`,
      ...(explainViolation(part)?.lines ?? []).map((line) => `    ${line}`),
    ]),
  ];
}

const opening = { forbidden: 'None is allowed:', required: 'All are allowed:', setting: 'Is set:' } as const;

function locationsOf({ obligation }: ObligationProof): string[] {
  const locations =
    obligation.kind === 'setting'
      ? [obligation.location]
      : obligation.looksAt.map(({ location }) => location);
  return locations.map(describeLocation);
}

/** `file: LogicalId Properties.…` */
export function describeLocation({ template, logicalId, path }: PolicyLocation): string {
  return `${template}: ${logicalId} ${path}`;
}

function renderViolations({ id, sentence, parts }: StatementProof): string[] {
  return parts.flatMap((part) => {
    const violation = explainViolation(part);
    if (!violation) return [];
    const { about, lines, locations } = violation;
    return [
      '',
      ...wrap(`${id}: ${sentence}`, width),
      ...wrap(`Asked was: ${about}.`, width - 2).map((line) => `  ${line}`),
      ...lines.map((line) => `    ${line}`),
      ...locations.map((location) => `    at         ${describeLocation(location)}`),
    ];
  });
}
