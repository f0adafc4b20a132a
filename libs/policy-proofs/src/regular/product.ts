import { accepts, dead, type Automaton } from './automaton.js';
import { kinds } from './character-class.js';
import type { SearchBudget } from './search-budget.js';

/** A language that a string must be in, or, negated, must not be in. */
export interface Membership {
  readonly automaton: Automaton;
  readonly negated: boolean;
}

/** A state of several automata at once, in the order of the memberships. */
export type ProductState = readonly number[];

/** The start of a product. */
export function startOf(memberships: readonly Membership[]): ProductState {
  return memberships.map(({ automaton }) => automaton.start);
}

/** Steps every automaton; undefined where a membership cannot hold any more. */
export function stepAll(
  memberships: readonly Membership[],
  state: ProductState,
  unit: number,
): ProductState | undefined {
  const next: number[] = [];
  for (const [index, { automaton, negated }] of memberships.entries()) {
    const at = state[index] ?? dead;
    const to = at === dead ? dead : automaton.step(at, unit);
    if (to === dead && !negated) return undefined;
    next.push(to);
  }
  return next;
}

/** Tells whether every membership holds for a string that ends in a state. */
export function holdsAt(memberships: readonly Membership[], state: ProductState): boolean {
  return memberships.every(({ automaton, negated }, index) => {
    const at = state[index] ?? dead;
    return (at !== dead && automaton.accepts(at)) !== negated;
  });
}

/** Tells whether every membership holds for a string. */
export function holdsFor(memberships: readonly Membership[], text: string): boolean {
  return memberships.every(({ automaton, negated }) => accepts(automaton, text) !== negated);
}

/** The units worth trying from a state: each that some automaton tells apart, and one of each kind that some does. */
export function unitsToTry(memberships: readonly Membership[], state: ProductState): readonly number[] {
  const told = new Set<number>();
  let tellsKinds = false;
  for (const [index, { automaton }] of memberships.entries()) {
    const at = state[index] ?? dead;
    if (at === dead) continue;
    for (const unit of automaton.unitsAt(at)) told.add(unit);
    tellsKinds ||= automaton.tellsKindsAt(at);
  }
  const others = tellsKinds ? [...kinds, noKind] : [anyKind];
  for (const units of others) {
    const other = units.find((unit) => !told.has(unit));
    if (other !== undefined) told.add(other);
  }
  return [...told];
}

/** Units of no kind, and of any, the likeliest first. There are too few automata to tell all of these apart. */
const noKind = [32, ...Array.from({ length: 60_000 }, (_, index) => 0x100 + index)];
const anyKind = [...kinds.flat(), ...noKind];

/**
 * A shortest string for which all memberships hold, continued from a state; undefined where there is none.
 *
 * @throws SearchExhausted where the budget does not suffice to tell
 */
export function findText(
  memberships: readonly Membership[],
  budget: SearchBudget,
  from: ProductState = startOf(memberships),
): string | undefined {
  interface Reached {
    readonly state: ProductState;
    readonly before?: Reached;
    readonly unit?: number;
  }
  const seen = new Set([from.join()]);
  const queue: Reached[] = [{ state: from }];
  for (const reached of queue) {
    if (holdsAt(memberships, reached.state)) {
      const units: number[] = [];
      let at: Reached | undefined = reached;
      for (; at?.unit !== undefined; at = at.before) units.push(at.unit);
      return units
        .reverse()
        .map((unit) => String.fromCharCode(unit))
        .join('');
    }
    for (const unit of unitsToTry(memberships, reached.state)) {
      budget.spend(memberships.length);
      const state = stepAll(memberships, reached.state, unit);
      if (!state) continue;
      const key = state.join();
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ state, before: reached, unit });
    }
  }
  return undefined;
}
