import type { Automaton } from '../regular/automaton.js';

const automata = new Map<string, Automaton>();
/** Automata kept; past that all are let go, and the next problem begins anew. */
const limit = 250;

/**
 * The automaton of a text, made once for many problems: the statements about one set of policies ask for the same
 * languages again and again, and an automaton keeps the states that were reached.
 *
 * @param text must say all that the language depends on
 */
export function sharedAutomaton(text: string, make: () => Automaton): Automaton {
  const known = automata.get(text);
  if (known) return known;
  if (automata.size >= limit) automata.clear();
  const made = make();
  automata.set(text, made);
  return made;
}
