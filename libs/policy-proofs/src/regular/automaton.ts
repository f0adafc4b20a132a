/** The state of an automaton from which nothing is accepted any more. */
export const dead = -1;

/**
 * A deterministic automaton over UTF-16 units whose states are made when a search first reaches them: a language of
 * strings of any length, of which only what is asked for is ever built.
 */
export interface Automaton {
  readonly start: number;
  /** The state after a unit; `dead` stays dead and is never asked. */
  readonly step: (state: number, unit: number) => number;
  readonly accepts: (state: number) => boolean;
  /** The units that a state tells apart from all others. */
  readonly unitsAt: (state: number) => ReadonlySet<number>;
  /** Whether it tells kinds of characters apart (see kindOf); where not, all other units lead to one state. */
  readonly tellsKindsAt: (state: number) => boolean;
}

/** Tells whether an automaton accepts a string. */
export function accepts(automaton: Automaton, text: string): boolean {
  let state = automaton.start;
  for (let index = 0; index < text.length; index++) {
    state = automaton.step(state, text.charCodeAt(index));
    if (state === dead) return false;
  }
  return automaton.accepts(state);
}
