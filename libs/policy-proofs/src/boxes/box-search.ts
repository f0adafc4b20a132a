import { attributeOf, type Cell, type CellStore } from './cell.js';
import { always, and, negate, never, or, type ByAction, type Formula, type Literal } from './formula.js';

/** A box: what must hold of each attribute, apart from the others. */
export type Box = ReadonlyMap<string, Cell>;

/** A choice that is open: the search tries one way after the other. */
type Clause = Extract<Formula, { kind: 'or' }> | ByAction;

/**
 * Looks for a box in which a formula holds and that something can be in.
 *
 * It takes the formula apart one alternative at a time, narrowing one attribute after the other, and gives an
 * alternative up as soon as one attribute has nothing left. Whatever is decided by what holds already is not asked
 * again: of what remains the alternative with the fewest ways comes first, and what depends on the action last.
 *
 * @param accept is given each box found; searching goes on where it says false
 * @returns whether a box was accepted
 * @throws SearchExhausted where the store's budget does not suffice
 */
export function searchBoxes(formula: Formula, store: CellStore, accept: (box: Box) => boolean): boolean {
  return explore([formula], [], new Map(), store, accept);
}

function explore(
  added: readonly Formula[],
  pending: readonly Clause[],
  from: Box,
  store: CellStore,
  accept: (box: Box) => boolean,
): boolean {
  const settled = settle(added, pending, from, store);
  if (!settled) return false;
  const { box, clauses } = settled;
  const choice = clauses.reduce<Clause | undefined>(
    (best, clause) => (best && waysOf(best) <= waysOf(clause) ? best : clause),
    undefined,
  );
  if (!choice) return accept(box);
  const others = clauses.filter((clause) => clause !== choice);
  const excluded: Formula[] = [];
  for (const part of partsOf(choice, box, store)) {
    store.budget.spend(1);
    if (explore([...excluded, part], others, box, store, accept)) return true;
    // What was tried need not be tried again beside the next alternative.
    if (part.kind === 'literal') excluded.push(negate(part));
  }
  return false;
}

function waysOf(clause: Clause): number {
  return clause.kind === 'or' ? clause.parts.length : Infinity;
}

function* partsOf(clause: Clause, box: Box, store: CellStore): Generator<Formula> {
  if (clause.kind === 'or') yield* clause.parts;
  else {
    const { actions = store.universe.actions } = box.get('action') ?? {};
    for (const { isIn, holds } of clause.groups(actions)) yield and(isIn, holds);
  }
}

/** Takes in all that must hold, until only real choices are left; undefined where nothing can be in the box. */
function settle(
  added: readonly Formula[],
  pending: readonly Clause[],
  from: Box,
  store: CellStore,
): { readonly box: Box; readonly clauses: readonly Clause[] } | undefined {
  const box = new Map(from);
  const queue = [...added];
  let clauses = [...pending];
  for (;;) {
    let changed = false;
    for (let next = queue.pop(); next; next = queue.pop()) {
      if (next.kind === 'false') return undefined;
      if (next.kind === 'and') queue.push(...next.parts);
      else if (next.kind === 'or' || next.kind === 'by-action') clauses.push(next);
      else if (next.kind === 'literal') {
        const narrowed = narrow(box, next, store);
        if (!narrowed) return undefined;
        changed ||= narrowed !== box.get(narrowed.attribute);
        box.set(narrowed.attribute, narrowed);
      }
    }
    const kept: Clause[] = [];
    for (const clause of clauses) {
      store.budget.spend(1);
      const simplified = simplify(clause, box, store);
      if (simplified.kind === 'false') return undefined;
      if (simplified.kind === 'or' || simplified.kind === 'by-action') kept.push(simplified);
      else if (simplified.kind !== 'true') queue.push(simplified);
    }
    clauses = kept;
    if (queue.length === 0) return { box, clauses };
  }
}

function narrow(box: Box, literal: Literal, store: CellStore): Cell | undefined {
  const attribute = attributeOf(literal.atom);
  return store.narrow(box.get(attribute) ?? store.initial(attribute), literal);
}

/** A formula without what the box decides already. */
function simplify(formula: Formula, box: Box, store: CellStore): Formula {
  switch (formula.kind) {
    case 'true':
    case 'false':
    case 'by-action':
      return formula;
    case 'literal':
      if (!narrow(box, formula, store)) return never;
      return narrow(box, formula.opposite, store) ? formula : always;
    case 'and':
    case 'or': {
      const parts: Formula[] = [];
      const decisive = formula.kind === 'and' ? 'false' : 'true';
      let changed = false;
      for (const part of formula.parts) {
        const simplified = simplify(part, box, store);
        if (simplified.kind === decisive) return simplified;
        changed ||= simplified !== part;
        parts.push(simplified);
      }
      if (!changed) return formula;
      return formula.kind === 'and' ? and(...parts) : or(...parts);
    }
  }
}
