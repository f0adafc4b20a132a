import type { ActionSet } from './action-set.js';
import type { Atom } from './atom.js';

/** An atom that must hold, or, negated, must not. */
export class Literal {
  readonly kind = 'literal';
  /** Tells the literals of a problem apart. */
  readonly code: number;
  readonly opposite: Literal;

  constructor(
    readonly atom: Atom,
    readonly negated: boolean,
    opposite?: Literal,
  ) {
    this.code = atom.id * 2 + (negated ? 1 : 0);
    this.opposite = opposite ?? new Literal(atom, !negated, this);
  }
}

/** What holds of some requests: literals joined by and and or. Negations are pushed down to the literals. */
export type Formula =
  | { readonly kind: 'true' }
  | { readonly kind: 'false' }
  | Literal
  | { readonly kind: 'and'; readonly parts: readonly Formula[] }
  | { readonly kind: 'or'; readonly parts: readonly Formula[] }
  | ByAction;

/**
 * What holds depends on the action: the formula of the group that it is in. Every action is in one group.
 *
 * There are some 1,700 groups of actions that take the same types of resources: a search makes the formulas of those
 * that are left when everything else is settled.
 */
export interface ByAction {
  readonly kind: 'by-action';
  /** The groups that share an action with a set. */
  readonly groups: (among: ActionSet) => Iterable<ActionGroup>;
}

/** The actions of a group, as a formula, and what holds of them. */
export interface ActionGroup {
  readonly isIn: Formula;
  readonly holds: Formula;
}

export const always: Formula = { kind: 'true' };
export const never: Formula = { kind: 'false' };

/** The formula of an atom. */
export function literal(atom: Atom): Formula {
  return new Literal(atom, false);
}

/** All of some formulas; of none, true. */
export function and(...formulas: readonly Formula[]): Formula {
  const parts: Formula[] = [];
  for (const formula of formulas) {
    if (formula.kind === 'false') return never;
    if (formula.kind === 'and') parts.push(...formula.parts);
    else if (formula.kind !== 'true') parts.push(formula);
  }
  const [first, ...more] = parts;
  return more.length > 0 ? { kind: 'and', parts } : (first ?? always);
}

/** At least one of some formulas; of none, false. */
export function or(...formulas: readonly Formula[]): Formula {
  const parts: Formula[] = [];
  for (const formula of formulas) {
    if (formula.kind === 'true') return always;
    if (formula.kind === 'or') parts.push(...formula.parts);
    else if (formula.kind !== 'false') parts.push(formula);
  }
  const [first, ...more] = parts;
  return more.length > 0 ? { kind: 'or', parts } : (first ?? never);
}

/** The opposite of a formula. */
export function negate(formula: Formula): Formula {
  switch (formula.kind) {
    case 'true':
      return never;
    case 'false':
      return always;
    case 'literal':
      return formula.opposite;
    case 'and':
      return or(...formula.parts.map(negate));
    case 'or':
      return and(...formula.parts.map(negate));
    case 'by-action':
      return { kind: 'by-action', groups: (among) => negatedGroups(formula.groups(among)) };
  }
}

function* negatedGroups(groups: Iterable<ActionGroup>): Generator<ActionGroup> {
  for (const { isIn, holds } of groups) yield { isIn, holds: negate(holds) };
}
