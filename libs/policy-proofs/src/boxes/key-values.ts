import type { SearchBudget } from '../regular/search-budget.js';
import type { Literal } from './formula.js';
import { findValue, passesTest, type WantedTest } from './find-value.js';

/** The values of a condition key for which some literals hold: none is an absent key. */
export type KeyValues =
  | { readonly kind: 'found'; readonly values: readonly string[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** How the policies of a problem compare a key: as one value, as several. */
export interface KeyUse {
  readonly one: boolean;
  readonly several: boolean;
}

/**
 * Finds values of a condition key, or that there are none.
 *
 * A key that is compared only without set operators has at most one value, one that is compared only with them any
 * number. Where both are done AWS documents no answer for several values: they count as `unknown`.
 */
export function findKeyValues(
  literals: readonly Literal[],
  use: KeyUse,
  examples: readonly string[],
  budget: SearchBudget,
): KeyValues {
  const wantsOne = literals.every(({ atom, negated }) => atom.kind !== 'several' || negated);
  const wantsSeveral = literals.every(({ atom, negated }) => atom.kind !== 'several' || !negated);
  const present = literals.every(({ atom, negated }) => atom.kind !== 'absence' || negated);
  const results: KeyValues[] = [];
  const attempt = (find: () => KeyValues): boolean => {
    const result = find();
    results.push(result);
    return result.kind === 'found';
  };
  const hasFound =
    (present && wantsOne && attempt(() => findOne(literals, examples, budget))) ||
    (present && wantsOne && use.several && attempt(() => findEmpty(literals))) ||
    (present && wantsSeveral && use.several && attempt(() => findSeveral(literals, examples, budget))) ||
    (wantsOne && attempt(() => findAbsent(literals)));
  if (hasFound) return results.at(-1) ?? { kind: 'none' };
  return results.find(({ kind }) => kind === 'unknown') ?? { kind: 'none' };
}

/** Whether a literal holds where the key is absent, or has a single empty string, which is no value to set operators. */
function holdsWithoutValue({ atom, negated }: Literal, isAbsent: boolean): boolean {
  switch (atom.kind) {
    case 'absence':
      return isAbsent !== negated;
    case 'value':
      return (!isAbsent && passesTest(atom.test, '')) !== negated;
    case 'values':
      return atom.onEmpty !== negated;
    case 'several':
      return negated;
    case 'action':
    case 'language':
    case 'relation':
    case 'opaque':
      return true;
  }
}

function findAbsent(literals: readonly Literal[]): KeyValues {
  const holds = literals.every((one) => holdsWithoutValue(one, true));
  return holds ? { kind: 'found', values: [] } : { kind: 'none' };
}

function findEmpty(literals: readonly Literal[]): KeyValues {
  const holds = literals.every((one) => holdsWithoutValue(one, false));
  return holds ? { kind: 'found', values: [''] } : { kind: 'none' };
}

/** One value; where set operators are about, not the empty string. */
function findOne(literals: readonly Literal[], examples: readonly string[], budget: SearchBudget): KeyValues {
  const wanted = literals.flatMap(({ atom, negated }): readonly WantedTest[] => {
    if (atom.kind === 'value') return [{ test: atom.test, wanted: !negated }];
    if (atom.kind === 'values') return [{ test: atom.test, wanted: atom.negated === negated }];
    return [];
  });
  const isCompared = literals.some(({ atom }) => atom.kind === 'values');
  return asValues(findValue(wanted, examples, budget, isCompared ? [''] : []));
}

/** Two values or more, one of them not the empty string. */
function findSeveral(
  literals: readonly Literal[],
  examples: readonly string[],
  budget: SearchBudget,
): KeyValues {
  const ofEach: WantedTest[] = [];
  const ofSome: WantedTest[] = [];
  for (const { atom, negated } of literals) {
    if (atom.kind !== 'values') continue;
    const isOfSome = (atom.quantifier === 'any') !== negated;
    // A literal's negation swaps the quantifier, and wants the values that fail.
    const wanted = { test: atom.test, wanted: atom.negated === negated };
    if (isOfSome) ofSome.push(wanted);
    else ofEach.push(wanted);
  }
  const notEmpty = findValue(ofEach, examples, budget, ['']);
  if (notEmpty.kind !== 'found') return asValues(notEmpty);
  const values = new Set([notEmpty.value]);
  for (const wanted of ofSome) {
    const found = findValue([...ofEach, wanted], examples, budget);
    if (found.kind !== 'found') return asValues(found);
    values.add(found.value);
  }
  if (values.size === 1) {
    const second = findValue(ofEach, examples, budget, [...values]);
    if (second.kind !== 'found') return asValues(second);
    values.add(second.value);
  }
  if (!literals.some(({ atom }) => atom.kind === 'value')) return { kind: 'found', values: [...values] };
  return {
    kind: 'unknown',
    reason: 'it is compared with and without a set operator, and several values have no answer without',
  };
}

function asValues(found: ReturnType<typeof findValue>): KeyValues {
  return found.kind === 'found' ? { kind: 'found', values: [found.value] } : found;
}
