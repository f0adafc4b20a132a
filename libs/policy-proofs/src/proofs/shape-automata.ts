import { derivedSources, type PrincipalType } from '../evaluation/derived-keys.js';
import type { Automaton } from '../regular/automaton.js';
import type { Sequence } from '../regular/sequence.js';
import { sequenceAutomaton } from '../regular/sequence-automaton.js';
import { principalShapes } from './principal-shape.js';
import { ownerShapes, resourceShapes } from './resource-shape.js';

/** All types of principals. */
export const principalTypes = Object.keys(derivedSources) as readonly PrincipalType[];

const automata = new Map<string, Automaton>();

/** The automata of what requests are made of are the same in every problem: each is made once. */
function shape(name: string, sequences: () => readonly Sequence[]): Automaton {
  const known = automata.get(name);
  if (known) return known;
  const made = sequenceAutomaton(sequences());
  automata.set(name, made);
  return made;
}

/** The strings of the principals of some types. */
export function principalAutomaton(types: readonly PrincipalType[]): Automaton {
  return shape(`principal ${types.join()}`, () => types.flatMap((type) => principalShapes[type]));
}

/** The ARNs of some shapes, and `*`. */
export function resourceAutomaton(...shapes: readonly (keyof typeof resourceShapes)[]): Automaton {
  return shape(`resource ${shapes.join()}`, () => shapes.flatMap((name) => resourceShapes[name]));
}

/** The ids of accounts. */
export function ownerAutomaton(): Automaton {
  return shape('owner', () => ownerShapes);
}
