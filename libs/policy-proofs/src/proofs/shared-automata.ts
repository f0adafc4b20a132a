import type { Automaton } from '../regular/automaton.js';

const automata = new Map<string, Automaton | undefined>();
/** Automata kept, some 60 KB each, a few regions' worth; past that all are let go, and the next problem begins anew. */
const limit = 250;

/**
 * The automaton of a text, made once for many problems: the statements about one set of policies ask for the same
 * languages again and again, and an automaton keeps the states that were reached.
 *
 * @param text must say all that the language depends on
 * @param make undefined where the language is not modelled
 */
export function sharedAutomaton<Made extends Automaton | undefined>(text: string, make: () => Made): Made {
  if (automata.has(text)) return automata.get(text) as Made;
  if (automata.size >= limit) automata.clear();
  const made = make();
  automata.set(text, made);
  return made;
}
