import type { Atom, Term } from '../boxes/atom.js';
import type { Box } from '../boxes/box-search.js';
import { attributeOf, keyAttribute, type Cell, type CellStore } from '../boxes/cell.js';
import { negate, type Formula, type Literal } from '../boxes/formula.js';
import { findCommonPart, type FocusedLanguage } from '../regular/shared-part.js';
import { focusOf } from '../regular/focus.js';
import { holdsFor, type Membership } from '../regular/product.js';
import { sequenceAutomaton } from '../regular/sequence-automaton.js';
import { encodePassing } from './encode-match.js';
import { sequenceOf, textOfPattern } from './encode-pattern.js';
import type { Encoding } from './encoding.js';

type Relation = Extract<Atom, { readonly kind: 'relation' }>;
interface SignedRelation {
  readonly relation: Relation;
  readonly negated: boolean;
}

/** A box in which values of one attribute no longer depend on another's; or that there is none, or why not known. */
export type Assignment =
  | { readonly kind: 'found'; readonly box: Box }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** How many values of a term are tried where no search over all of them is at hand. */
const attempts = 8;

/**
 * Gives values to the terms that a box's relations compare (the account of a principal with that of a resource, a
 * key with a policy variable), so that all relations hold.
 *
 * That one term equals another is searched among all their values at once, so `none` is exact. Otherwise some values
 * are tried: `none` is said only where there were no others, else the answer is `unknown`.
 */
export function assignTerms(encoding: Encoding, store: CellStore, box: Box): Assignment {
  const relations = (box.get('free')?.literals ?? []).flatMap(
    ({ atom, negated }): readonly SignedRelation[] =>
      atom.kind === 'relation' ? [{ relation: atom, negated }] : [],
  );
  let settled: Box = box;
  // Relations that share no attribute do not depend on each other: where some have no way, all have none.
  for (const group of connected(relations)) {
    const assignment = assign(encoding, store, settled, group);
    if (assignment.kind !== 'found') return assignment;
    settled = assignment.box;
  }
  return { kind: 'found', box: settled };
}

/** Relations in groups that share attributes. */
function connected(relations: readonly SignedRelation[]): readonly (readonly SignedRelation[])[] {
  let groups: readonly {
    readonly attributes: ReadonlySet<string>;
    readonly members: readonly SignedRelation[];
  }[] = [];
  for (const one of relations) {
    const { subject, terms } = one.relation;
    const own = new Set([subject, ...terms.values()].map(attributeOfTerm));
    const touches = (group: (typeof groups)[number]) => [...own].some((name) => group.attributes.has(name));
    const joined = groups.filter(touches);
    const attributes = new Set([...own, ...joined.flatMap((group) => [...group.attributes])]);
    const members = [...joined.flatMap((group) => group.members), one];
    groups = [...groups.filter((group) => !touches(group)), { attributes, members }];
  }
  return groups.map(({ members }) => members);
}

function assign(
  encoding: Encoding,
  store: CellStore,
  box: Box,
  relations: readonly SignedRelation[],
): Assignment {
  const [term] = relations.flatMap(({ relation }) => [...relation.terms.values()]);
  if (!term) return { kind: 'found', box };
  const isTerm = (other: Term) => JSON.stringify(other) === JSON.stringify(term);
  const equal = relations.find(
    ({ relation: { subject, pattern, mode, terms }, negated }) =>
      !negated &&
      pattern.length === 1 &&
      mode !== 'text-ignoring-case' &&
      [...terms.values()].some(isTerm) &&
      attributeOfTerm(subject) !== attributeOfTerm(term),
  );
  const values = 'key' in term ? store.valuesOf(cellOf(store, box, term)) : undefined;
  if (values?.kind === 'unknown') return values;
  let open = box;
  let reason: string | undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const value = valueOf(store, open, term, equal?.relation.subject);
    if (value === undefined) return reason === undefined ? { kind: 'none' } : { kind: 'unknown', reason };
    const is = equals(encoding, term, value);
    const next = narrowed(store, open, [is]);
    const filled = relations.map((one) => fill(encoding, one, isTerm, value));
    const settled =
      next &&
      narrowed(
        store,
        next,
        filled.flatMap((one) => ('kind' in one ? [one] : [])),
      );
    if (settled) {
      const rest = filled.flatMap((one) => ('kind' in one ? [] : [one]));
      const assignment = assign(encoding, store, settled, rest);
      if (assignment.kind === 'found') return assignment;
      if (assignment.kind === 'unknown') reason = assignment.reason;
    }
    const without = narrowed(store, open, [negate(is)]);
    const left = without && 'key' in term ? store.valuesOf(cellOf(store, without, term)) : undefined;
    if (left?.kind === 'unknown') return left;
    if (!without) return reason === undefined ? { kind: 'none' } : { kind: 'unknown', reason };
    open = without;
  }
  return {
    kind: 'unknown',
    reason: reason ?? `no value of ${describe(term)} that was tried meets every comparison with it`,
  };
}

/** A value that a term can have, and where it must equal another one, both. */
function valueOf(store: CellStore, box: Box, term: Term, equal: Term | undefined): string | undefined {
  const left = equal && languageOf(store, box, term);
  const right = equal && languageOf(store, box, equal);
  if (left && right) {
    const examples = [term, equal].flatMap((one) => store.universe.examples(attributeOfTerm(one)));
    const fits = (text: string) =>
      [left, right].every(({ memberships, focus }) => focus === undefined && holdsFor(memberships, text));
    return examples.find(fits) ?? findCommonPart(left, right, store.budget);
  }
  const cell = cellOf(store, box, term);
  if ('key' in term) {
    const found = store.valuesOf(cell);
    return found.kind === 'found' ? found.values[0] : undefined;
  }
  const text = store.textOf(cell);
  return text === undefined || !term.focus ? text : focusOf(term.focus, text);
}

/** The strings of a term; undefined where a search over them is not at hand. */
function languageOf(store: CellStore, box: Box, term: Term): FocusedLanguage | undefined {
  const cell = cellOf(store, box, term);
  if ('key' in term) {
    const memberships: Membership[] = [];
    for (const { atom, negated } of cell.literals) {
      if (atom.kind === 'value' && atom.test.kind === 'automaton') {
        memberships.push({ automaton: atom.test.automaton, negated });
      } else if ((atom.kind !== 'absence' && atom.kind !== 'several') || !negated) return undefined;
    }
    return { memberships };
  }
  const memberships = store.membershipsOf(cell);
  if (!term.focus) return { memberships };
  return term.focus === 'name' ? undefined : { memberships, focus: term.focus };
}

/** A relation with the value of a term in it; a literal where no other term is left. */
function fill(
  encoding: Encoding,
  { relation, negated }: SignedRelation,
  isTerm: (term: Term) => boolean,
  value: string,
): SignedRelation | Formula {
  const filled = new Set([...relation.terms].flatMap(([key, term]) => (isTerm(term) ? [key] : [])));
  const pattern = relation.pattern.map((token) =>
    token.kind === 'variable' && filled.has(token.key) ? ({ kind: 'literal', text: value } as const) : token,
  );
  const terms = new Map([...relation.terms].filter(([key]) => !filled.has(key)));
  if (terms.size > 0) return { relation: { ...relation, pattern, terms }, negated };
  const { subject, mode } = relation;
  const sequence = sequenceOf(pattern, mode);
  if (!sequence) return encoding.opaque('a text ignores the case of letters that are not ASCII', value);
  const test = { kind: 'automaton', automaton: sequenceAutomaton([sequence]), examples: [] } as const;
  const holds = encodePassing(encoding, subject, `${mode} ${textOfPattern(pattern)}`, test);
  return negated ? negate(holds) : holds;
}

/** That a term has a value. */
function equals(encoding: Encoding, term: Term, value: string): Formula {
  const pattern = [{ kind: 'literal', text: value }] as const;
  const sequence = sequenceOf(pattern, 'text') ?? [];
  const test = { kind: 'automaton', automaton: sequenceAutomaton([sequence]), examples: [value] } as const;
  return encodePassing(encoding, term, `text ${textOfPattern(pattern)}`, test);
}

function narrowed(store: CellStore, box: Box, formulas: readonly Formula[]): Box | undefined {
  const result = new Map(box);
  for (const formula of formulas) {
    if (formula.kind !== 'literal') continue;
    const cell = narrowOne(store, result, formula);
    if (!cell) return undefined;
    result.set(cell.attribute, cell);
  }
  return result;
}

function narrowOne(store: CellStore, box: Box, formula: Literal): Cell | undefined {
  const attribute = attributeOf(formula.atom);
  return store.narrow(box.get(attribute) ?? store.initial(attribute), formula);
}

function cellOf(store: CellStore, box: Box, term: Term): Cell {
  const attribute = attributeOfTerm(term);
  return box.get(attribute) ?? store.initial(attribute);
}

function attributeOfTerm(term: Term): string {
  return 'key' in term ? keyAttribute(term.key) : term.attribute;
}

function describe(term: Term): string {
  return 'key' in term ? term.key : `the ${term.focus ?? 'text'} of the ${term.attribute}`;
}
