import { acceptedSurvivors, isAmong, type AcceptedSurvivors } from './accepted-survivors.js';
import type { Verdict } from './judge-mutant.js';
import type { Mutant } from './mutants.js';
import { mutatedPolicies, type MutatedPolicy } from './mutated-policies.js';
import { mutators, type Mutator } from './statement-mutation.js';

/** A mutant, and what became of it. */
export interface JudgedMutant {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}

/**
 * What becomes of mutants: killed by a statement, by what must be allowed (SM-22), by a grant that became dead (SM-23),
 * or because something could not be decided; equivalent; surviving for a listed reason; or surviving without one.
 */
export const fates = [
  'statements',
  'sufficiency',
  'dead grants',
  'unknown',
  'equivalent',
  'listed',
  'open',
] as const;

/** One of these. */
export type Fate = (typeof fates)[number];

/** How many mutants met each fate. */
export type Tally = Readonly<Record<Fate, number>>;

/** The score, and all that keeps it from being the whole truth. */
export interface MutationReport {
  readonly total: Tally;
  readonly byPolicy: readonly (readonly [MutatedPolicy, Tally])[];
  readonly byMutator: readonly (readonly [Mutator, Tally])[];
  /** Each accepted reason, with the mutants that survive by it. */
  readonly listed: readonly {
    readonly survivors: AcceptedSurvivors;
    readonly mutants: readonly JudgedMutant[];
  }[];
  /** Survivors that are neither equivalent nor listed, and any that allow more: a statement is missing. */
  readonly open: readonly JudgedMutant[];
  /** Mutants that are listed and do not survive, or allow more than is said of them. */
  readonly wronglyListed: readonly JudgedMutant[];
  /** Reasons that no mutant has. */
  readonly unused: readonly AcceptedSurvivors[];
}

/** Counts judged mutants, and holds them against the list of accepted survivors. */
export function reportMutation(
  judged: readonly JudgedMutant[],
  accepted: readonly AcceptedSurvivors[] = acceptedSurvivors,
): MutationReport {
  const fated = judged.map((one) => ({ ...one, fate: fateOf(one, accepted) }));
  const tally = (isCounted: (mutant: Mutant) => boolean): Tally => {
    const counted = fated.filter(({ mutant }) => isCounted(mutant));
    const counts = fates.map((fate) => [fate, counted.filter((one) => one.fate === fate).length]);
    return Object.fromEntries(counts) as Tally;
  };
  const rows = <T>(names: readonly T[], nameOf: (mutant: Mutant) => T) =>
    names
      .filter((name) => judged.some(({ mutant }) => nameOf(mutant) === name))
      .map((name) => [name, tally((mutant) => nameOf(mutant) === name)] as const);
  const concerned = accepted.filter(({ policy }) => judged.some(({ mutant }) => mutant.policy === policy));
  return {
    total: tally(() => true),
    byPolicy: rows(mutatedPolicies, ({ policy }) => policy),
    byMutator: rows(mutators, ({ mutator }) => mutator),
    listed: concerned.map((survivors) => ({
      survivors,
      mutants: fated.filter(({ mutant, fate }) => fate === 'listed' && isAmong(survivors, mutant)),
    })),
    open: fated.filter(({ fate }) => fate === 'open'),
    wronglyListed: fated.filter(
      ({ mutant, fate }) => fate !== 'listed' && accepted.some((survivors) => isAmong(survivors, mutant)),
    ),
    unused: concerned.filter((survivors) => !judged.some(({ mutant }) => isAmong(survivors, mutant))),
  };
}

/** Whether every mutant is killed, equivalent or listed, and the list is right: none of them allows more. */
export function isAccountedFor({ open, wronglyListed, unused }: MutationReport): boolean {
  return open.length === 0 && wronglyListed.length === 0 && unused.length === 0;
}

/** How many were killed. */
export function killedOf(tally: Tally): number {
  return tally.statements + tally.sufficiency + tally['dead grants'] + tally.unknown;
}

/** How many there are. */
export function mutantsIn(tally: Tally): number {
  return fates.reduce((sum, fate) => sum + tally[fate], 0);
}

/** The part that was killed of all but the equivalent survivors, which nothing could kill; from 0 to 1. */
export function scoreOf(tally: Tally): number {
  const killable = mutantsIn(tally) - tally.equivalent;
  return killable === 0 ? 1 : killedOf(tally) / killable;
}

function fateOf({ mutant, verdict }: JudgedMutant, accepted: readonly AcceptedSurvivors[]): Fate {
  if (verdict.kind === 'survived') {
    if (verdict.difference === 'equivalent') return 'equivalent';
    const isListed = accepted.some((survivors) => isAmong(survivors, mutant));
    return verdict.difference === 'less' && isListed ? 'listed' : 'open';
  }
  if (verdict.answer === 'unknown') return 'unknown';
  if (verdict.by === 'SM-22') return 'sufficiency';
  return verdict.by === 'SM-23' ? 'dead grants' : 'statements';
}
