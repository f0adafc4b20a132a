import { derivedSources, type PrincipalType } from '../evaluation/derived-keys.js';
import type { Automaton } from '../regular/automaton.js';
import type { Sequence } from '../regular/sequence.js';
import { sequenceAutomaton } from '../regular/sequence-automaton.js';
import { principalShapes } from './principal-shape.js';
import { sharedAutomaton } from './shared-automata.js';
import { ownerShapes, resourceShapes } from './resource-shape.js';

/** All types of principals. */
export const principalTypes = Object.keys(derivedSources) as readonly PrincipalType[];

function shape(name: string, sequences: () => readonly Sequence[]): Automaton {
  return sharedAutomaton(name, () => sequenceAutomaton(sequences()));
}

/** The strings of the principals of some types. */
export function principalAutomaton(types: readonly PrincipalType[]): Automaton {
  return shape(`shape principal ${types.join()}`, () => types.flatMap((type) => principalShapes[type]));
}

/** The ARNs of some shapes, and `*`. */
export function resourceAutomaton(...shapes: readonly (keyof typeof resourceShapes)[]): Automaton {
  return shape(`shape resource ${shapes.join()}`, () => shapes.flatMap((name) => resourceShapes[name]));
}

/** The ids of accounts. */
export function ownerAutomaton(): Automaton {
  return shape('shape owner', () => ownerShapes);
}
