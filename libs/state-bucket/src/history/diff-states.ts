import { isDeepStrictEqual } from 'node:util';
import { describeResources } from './describe-state.js';
import type { StateDocument } from './state-document.js';

/** What differs between two states, by names alone: no value of an attribute or an output is in it. */
export interface StateDiff {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** With the names of the attributes whose values differ. */
  readonly changed: readonly { readonly address: string; readonly attributes: readonly string[] }[];
  readonly outputs: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly string[];
  };
}

/** Compares two states: what the second has, and the first has not, is added. */
export function diffStates(before: StateDocument, after: StateDocument): StateDiff {
  const resources = compare(byAddress(before), byAddress(after));
  return {
    added: resources.added,
    removed: resources.removed,
    changed: resources.changed.map(([address, was, is]) => {
      const { added, removed, changed } = compare(was, is);
      return { address, attributes: [...added, ...removed, ...changed.map(([name]) => name)].sort() };
    }),
    outputs: namesOf(compare(before.outputs, after.outputs)),
  };
}

interface Difference<T> {
  readonly added: string[];
  readonly removed: string[];
  readonly changed: (readonly [name: string, before: T, after: T])[];
}

function compare<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>): Difference<T> {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return {
    added: [...is.keys()].filter((name) => !was.has(name)),
    removed: [...was.keys()].filter((name) => !is.has(name)),
    changed: [...was].flatMap(([name, value]) => {
      const now = is.get(name);
      return now === undefined || isDeepStrictEqual(value, now) ? [] : [[name, value, now] as const];
    }),
  };
}

function byAddress(state: StateDocument) {
  return Object.fromEntries(
    describeResources(state).map(({ address, attributes }) => [address, attributes] as const),
  );
}

function namesOf({ added, removed, changed }: Difference<unknown>): StateDiff['outputs'] {
  return { added, removed, changed: changed.map(([name]) => name) };
}
