import { dead, type Automaton } from './automaton.js';
import { includesUnit, kindOf } from './character-class.js';
import type { Sequence } from './sequence.js';

interface State {
  /** Positions as sequence × stride + index, ascending. */
  readonly positions: readonly number[];
  readonly accepting: boolean;
  /** By each unit that was asked for; by -1 - kind for the other units of a kind; by -1 - 100 for all others. */
  readonly next: Map<number, number>;
  readonly units: ReadonlySet<number>;
  readonly tellsKinds: boolean;
}

/**
 * The automaton of the strings that one of some sequences matches.
 *
 * Its states are sets of positions, made when they are reached. Of a single sequence a position before a `*` that is
 * reached already is left out: whatever matches from there matches from the `*` too. That keeps a glob's automaton
 * as small as a search for its pieces one after the other.
 */
export function sequenceAutomaton(sequences: readonly Sequence[]): Automaton {
  const stride = Math.max(0, ...sequences.map(({ length }) => length)) + 1;
  const states: State[] = [];
  const ids = new Map<string, number>();

  const close = (positions: Iterable<number>): readonly number[] => {
    const closed = new Set<number>();
    for (const position of positions) {
      let at = position;
      for (;;) {
        if (closed.has(at)) break;
        closed.add(at);
        if (sequences[Math.floor(at / stride)]?.[at % stride]?.repeated !== true) break;
        at++;
      }
    }
    const sorted = [...closed].sort((left, right) => left - right);
    if (sequences.length > 1) return sorted;
    const lastStar = sorted.findLastIndex((at) => isAnything(sequences[0]?.[at]));
    return lastStar > 0 ? sorted.slice(lastStar) : sorted;
  };
  const intern = (positions: readonly number[]): number => {
    if (positions.length === 0) return dead;
    const key = positions.join();
    const known = ids.get(key);
    if (known !== undefined) return known;
    const accepting = positions.some((at) => at % stride === sequences[Math.floor(at / stride)]?.length);
    const classes = positions.flatMap((position) => elementAt(position)?.characters ?? []);
    states.push({
      positions,
      accepting,
      next: new Map(),
      units: new Set(classes.flatMap((one) => (one.ofKinds ? [] : [...one.units]))),
      tellsKinds: classes.some((one) => one.ofKinds),
    });
    ids.set(key, states.length - 1);
    return states.length - 1;
  };
  const elementAt = (position: number) => sequences[Math.floor(position / stride)]?.[position % stride];
  const stateAt = (id: number): State => {
    const state = states[id];
    if (!state) throw new RangeError(`there is no state ${id}`);
    return state;
  };
  const move = (state: State, unit: number): number => {
    const next: number[] = [];
    for (const position of state.positions) {
      const element = elementAt(position);
      if (element && includesUnit(element.characters, unit)) {
        next.push(element.repeated ? position : position + 1);
      }
    }
    return intern(close(next));
  };

  /** The state after a unit that was not asked for yet; what is found holds for all units that the state tells not apart. */
  const learn = (state: State, unit: number): number => {
    const key = state.units.has(unit) ? unit : -1 - (state.tellsKinds ? kindOf(unit) : everyKind);
    const next = state.next.get(key) ?? move(state, unit);
    state.next.set(key, next).set(unit, next);
    return next;
  };
  const start = intern(close(sequences.map((_, index) => index * stride)));
  return {
    start,
    unitsAt: (id) => stateAt(id).units,
    tellsKindsAt: (id) => stateAt(id).tellsKinds,
    accepts: (id) => stateAt(id).accepting,
    step: (id, unit) => {
      const state = stateAt(id);
      return state.next.get(unit) ?? learn(state, unit);
    },
  };
}

/** Stands for all kinds where a state tells none apart. */
const everyKind = 100;

function isAnything(element: Sequence[number] | undefined): boolean {
  return element?.repeated === true && element.characters.complement && element.characters.units.size === 0;
}
