import { passes } from '../operators/condition-test.js';
import { accepts } from '../regular/automaton.js';
import { findText, type Membership } from '../regular/product.js';
import { sequence } from '../regular/sequence.js';
import { sequenceAutomaton } from '../regular/sequence-automaton.js';
import type { SearchBudget } from '../regular/search-budget.js';
import type { ValueTest } from './atom.js';
import { orderedSamples } from './ordered-samples.js';

/** A test that one value must pass, or must not. */
export interface WantedTest {
  readonly test: ValueTest;
  readonly wanted: boolean;
}

/** A value, that there is none, or what keeps that from being told. */
export type FoundValue =
  | { readonly kind: 'found'; readonly value: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Tells whether a value passes a test. */
export function passesTest(test: ValueTest, value: string): boolean {
  if (test.kind === 'automaton') return accepts(test.automaton, value);
  return test.tests.some((one) => passes(one, value, () => undefined));
}

/**
 * Finds a value that passes what is wanted and fails what is not; exact but where a key is text and a number at once.
 *
 * @param excluded values that will not do
 */
export function findValue(
  wanted: readonly WantedTest[],
  examples: readonly string[],
  budget: SearchBudget,
  excluded: readonly string[] = [],
): FoundValue {
  const fits = (value: string) =>
    !excluded.includes(value) && wanted.every(({ test, wanted: pass }) => passesTest(test, value) === pass);
  const ordered = wanted.flatMap(({ test }) => (test.kind === 'ordered' ? test.tests : []));
  budget.spend(wanted.length);
  const samples = orderedSamples(ordered);
  const candidates = ordered.length > 0 ? [...samples, ...examples] : examples;
  const value = candidates.find(fits);
  if (value !== undefined) return { kind: 'found', value };

  const memberships = wanted.flatMap(({ test, wanted: pass }) =>
    test.kind === 'automaton' ? [{ automaton: test.automaton, negated: !pass }] : [],
  );
  const families = new Set(ordered.map(({ kind }) => kind));
  const isSampled = samples.every(({ length }) => length <= 100) && excluded.every((text) => text === '');
  // No sample is the empty string, and of what the operators cannot read there is one.
  if (memberships.length === 0 && families.size === 1 && isSampled) return { kind: 'none' };
  const tried = excluded.map((text) => allBut(text));
  for (let attempt = 0; attempt < attempts; attempt++) {
    const text = findText([...memberships, ...tried], budget);
    if (text === undefined) return { kind: 'none' };
    if (fits(text)) return { kind: 'found', value: text };
    tried.push(allBut(text));
    // Among numbers alone the samples are all there is; a text may still be one that was not sampled.
    if (memberships.length === 0) break;
  }
  return {
    kind: 'unknown',
    reason: 'it is compared as text and as a number, date or address, or with very long numbers',
  };
}

function allBut(text: string): Membership {
  return { automaton: sequenceAutomaton([sequence(text)]), negated: true };
}

/** Texts that are tried where a key is text and a number at once. */
const attempts = 16;
