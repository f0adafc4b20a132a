import { dead, type Automaton } from './automaton.js';

/**
 * The part of a string that a key is about:
 *
 * - `account`: the fifth field of an ARN;
 * - `head`: what stands before the first space, or all (the ARN of a principal, before its session);
 * - `name`: what stands behind the last slash.
 */
export type Focus = 'account' | 'head' | 'name';

const colon = 58;
const space = 32;
const slash = 47;

interface Place {
  /** Colons behind which the focus begins. */
  readonly colons: number;
  readonly end: number;
}

const places = {
  account: { colons: 4, end: colon },
  head: { colons: 0, end: space },
} as const satisfies Record<Exclude<Focus, 'name'>, Place>;

/** Where in a string a focus begins and ends, as far as one that reads it from the left can tell. */
export function placeOf(focus: Focus): Place | undefined {
  return focus === 'name' ? undefined : places[focus];
}

/** The part of a string that a focus is about; undefined where it has none. */
export function focusOf(focus: Focus, text: string): string | undefined {
  if (focus === 'name') return text.slice(text.lastIndexOf('/') + 1);
  if (focus === 'head') return text.split(' ')[0];
  const fields = text.split(':');
  return fields.length > 5 ? fields[4] : undefined;
}

/** The automaton of the strings whose focus another automaton accepts. */
export function focused(inner: Automaton, focus: Focus): Automaton {
  const states: (readonly [seen: number, at: number])[] = [];
  const ids = new Map<string, number>();
  // `seen` counts colons before the focus; `inside` and `behind` are in it and behind it.
  const inside = -1;
  const behind = -2;
  const intern = (seen: number, at: number): number => {
    if (at === dead && (seen !== inside || focus !== 'name')) return dead;
    const key = `${seen}/${at}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    states.push([seen, at]);
    ids.set(key, states.length - 1);
    return states.length - 1;
  };
  const place = placeOf(focus);
  const marks = new Set(focus === 'name' ? [slash] : [colon, space]);
  return {
    start: intern(place && place.colons > 0 ? 0 : inside, inner.start),
    accepts: (id) => {
      const [seen, at] = states[id] ?? [0, dead];
      if (seen === behind) return true;
      return seen === inside && focus !== 'account' && at !== dead && inner.accepts(at);
    },
    unitsAt: (id) => {
      const [seen, at] = states[id] ?? [0, dead];
      return seen === inside && at !== dead ? new Set([...marks, ...inner.unitsAt(at)]) : marks;
    },
    tellsKindsAt: (id) => {
      const [seen, at] = states[id] ?? [0, dead];
      return seen === inside && at !== dead && inner.tellsKindsAt(at);
    },
    step: (id, unit) => {
      const [seen, at] = states[id] ?? [0, dead];
      if (seen === behind) return id;
      if (!place) {
        if (unit === slash) return intern(inside, inner.start);
        return intern(inside, at === dead ? dead : inner.step(at, unit));
      }
      if (seen === inside) {
        if (unit !== place.end) return intern(inside, inner.step(at, unit));
        return inner.accepts(at) ? intern(behind, inner.start) : dead;
      }
      if (unit !== colon) return id;
      return intern(seen + 1 === place.colons ? inside : seen + 1, inner.start);
    },
  };
}
