import { placeOf, type Focus } from './focus.js';
import {
  findText,
  holdsAt,
  startOf,
  stepAll,
  unitsToTry,
  type Membership,
  type ProductState,
} from './product.js';
import type { SearchBudget } from './search-budget.js';

/** Strings of a language, seen by one part of theirs; by the whole where there is no focus. */
export interface FocusedLanguage {
  readonly memberships: readonly Membership[];
  readonly focus?: Exclude<Focus, 'name'>;
}

/**
 * A text that is the part of some string of each of two languages: what two values that must be equal can be.
 * Undefined where no string of the one has the same part as a string of the other.
 *
 * @throws SearchExhausted where the budget does not suffice to tell
 */
export function findCommonPart(
  left: FocusedLanguage,
  right: FocusedLanguage,
  budget: SearchBudget,
): string | undefined {
  const memberships = [...left.memberships, ...right.memberships];
  const width = left.memberships.length;
  const ends = [left, right].flatMap(({ focus }) => (focus ? [placeOf(focus)?.end] : []));
  const queue = beginnings(left, budget).flatMap((ofLeft) =>
    beginnings(right, budget).map((ofRight) => ({ state: [...ofLeft, ...ofRight], text: '' })),
  );
  const seen = new Set(queue.map(({ state }) => state.join()));
  for (const { state, text } of queue) {
    if (canEnd(left, state.slice(0, width), budget) && canEnd(right, state.slice(width), budget)) {
      return text;
    }
    for (const unit of unitsToTry(memberships, state)) {
      budget.spend(memberships.length);
      if (ends.includes(unit)) continue;
      const next = stepAll(memberships, state, unit);
      if (!next) continue;
      const key = next.join();
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ state: [...next], text: text + String.fromCharCode(unit) });
    }
  }
  return undefined;
}

/** The states in which the focus of a string can begin. */
function beginnings({ memberships, focus }: FocusedLanguage, budget: SearchBudget): readonly ProductState[] {
  let states: readonly ProductState[] = [startOf(memberships)];
  const colons = focus ? (placeOf(focus)?.colons ?? 0) : 0;
  for (let count = 0; count < colons; count++) states = behindNextColon(memberships, states, budget);
  return states;
}

const colon = 58;

function behindNextColon(
  memberships: readonly Membership[],
  from: readonly ProductState[],
  budget: SearchBudget,
): readonly ProductState[] {
  const seen = new Set(from.map((state) => state.join()));
  const found = new Map<string, ProductState>();
  const queue = [...from];
  for (const state of queue) {
    for (const unit of new Set([...unitsToTry(memberships, state), colon])) {
      budget.spend(memberships.length);
      const next = stepAll(memberships, state, unit);
      if (!next) continue;
      const key = next.join();
      if (unit === colon) found.set(key, next);
      else if (!seen.has(key)) {
        seen.add(key);
        queue.push(next);
      }
    }
  }
  return [...found.values()];
}

/** Tells whether a string whose focus ends in a state can be completed. */
function canEnd({ memberships, focus }: FocusedLanguage, state: ProductState, budget: SearchBudget): boolean {
  if (holdsAt(memberships, state) && focus !== 'account') return true;
  const end = focus && placeOf(focus)?.end;
  const behind = end === undefined ? undefined : stepAll(memberships, state, end);
  return behind !== undefined && findText(memberships, budget, behind) !== undefined;
}
