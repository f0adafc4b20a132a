import { and, negate, or, type Formula } from '../boxes/formula.js';
import type { Algebra } from '../evaluation/compose-layers.js';

/** Composition of every request at once. */
export const formulaAlgebra: Algebra<Formula> = {
  all: and,
  any: or,
  not: negate,
  choose: (condition, then, otherwise) => or(and(condition, then), and(negate(condition), otherwise)),
};
