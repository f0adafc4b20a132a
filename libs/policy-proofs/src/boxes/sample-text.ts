import type { Automaton } from '../regular/automaton.js';
import { findText, holdsFor, type Membership } from '../regular/product.js';
import type { SearchBudget } from '../regular/search-budget.js';

interface Sample {
  readonly text: string | undefined;
  readonly steps: number;
}

const samples = new Map<string, Sample>();
/** Samples kept, some 150 bytes each; past that all are let go. */
const limit = 20_000;

const numbers = new WeakMap<Automaton, number>();
let numbered = 0;

function numberOf(automaton: Automaton): number {
  let number = numbers.get(automaton);
  if (number === undefined) numbers.set(automaton, (number = numbered++));
  return number;
}

/**
 * Any string for which all memberships hold; undefined where there is none.
 *
 * Each intersection is looked into once for many problems: the statements about a region ask for the same ones three
 * times over, and the regions share most of theirs. What the search took is spent again each time, so that no answer
 * depends on what was asked before.
 *
 * @param hints strings that are likely to do
 * @throws SearchExhausted where the budget does not suffice to tell
 */
export function sampleText(
  memberships: readonly Membership[],
  hints: readonly string[],
  budget: SearchBudget,
): string | undefined {
  const key = memberships
    .map(({ automaton, negated }) => numberOf(automaton) * 2 + (negated ? 1 : 0))
    .sort((left, right) => left - right)
    .join();
  const known = samples.get(key);
  if (known) {
    budget.spend(known.steps);
    return known.text;
  }
  let steps = memberships.length * hints.length;
  budget.spend(steps);
  const counting: SearchBudget = {
    spend: (count) => {
      steps += count;
      budget.spend(count);
    },
  };
  const text = hints.find((hint) => holdsFor(memberships, hint)) ?? findText(memberships, counting);
  if (samples.size >= limit) samples.clear();
  samples.set(key, { text, steps });
  return text;
}
