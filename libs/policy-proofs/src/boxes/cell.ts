import { findText, holdsFor, type Membership } from '../regular/product.js';
import type { SearchBudget } from '../regular/search-budget.js';
import { accepts, type Automaton } from '../regular/automaton.js';
import type { ActionSet } from './action-set.js';
import type { Atom, AtomTable, StringAttribute } from './atom.js';
import type { Literal } from './formula.js';
import { findKeyValues, type KeyValues } from './key-values.js';
import { sampleText } from './sample-text.js';

/** All literals of a box about one attribute. A cell that nothing can meet is never made. */
export interface Cell {
  readonly attribute: string;
  readonly literals: readonly Literal[];
  /** Of the attribute `action` alone. */
  readonly actions?: ActionSet;
  /** Of a string attribute: any string that meets the literals. */
  readonly text?: string;
  /** By the code of one more literal; null where nothing meets them all. */
  readonly narrowed: Map<number, Cell | null>;
}

/** What a problem knows of its attributes before anything is asked. */
export interface Universe {
  readonly actions: ActionSet;
  /** The strings that each attribute can be at all. */
  readonly strings: Readonly<Record<StringAttribute, Automaton>>;
  /** Strings to try first, for requests that people read; of an attribute or a key. */
  readonly examples: (attribute: string) => readonly string[];
}

/** The attribute that an atom is about; atoms that are about several, or about nothing known, share one. */
export function attributeOf(atom: Atom): string {
  switch (atom.kind) {
    case 'action':
      return 'action';
    case 'language':
      return atom.attribute;
    case 'value':
    case 'values':
    case 'absence':
    case 'several':
      return keyAttribute(atom.key);
    case 'relation':
    case 'opaque':
      return 'free';
  }
}

/** The attribute of a condition key. */
export function keyAttribute(key: string): string {
  return `key ${key}`;
}

/** The cells of one problem, each made once, with what can be in them. */
export class CellStore {
  private readonly cells = new Map<string, Cell | undefined>();
  private readonly first = new Map<string, Cell>();

  constructor(
    readonly universe: Universe,
    private readonly table: AtomTable,
    readonly budget: SearchBudget,
  ) {}

  /** The cell of an attribute that nothing is asked of yet. */
  initial(attribute: string): Cell {
    const known = this.first.get(attribute);
    if (known) return known;
    const cell: Cell = {
      attribute,
      literals: [],
      narrowed: new Map(),
      ...(attribute === 'action' ? { actions: this.universe.actions } : {}),
    };
    this.first.set(attribute, cell);
    return cell;
  }

  /** A cell with one more literal; undefined where nothing meets them all. */
  narrow(cell: Cell, literal: Literal): Cell | undefined {
    const known = cell.narrowed.get(literal.code);
    if (known !== undefined) return known ?? undefined;
    const narrowed = this.make(cell, literal);
    cell.narrowed.set(literal.code, narrowed ?? null);
    return narrowed;
  }

  /** A string of a string attribute that meets a cell's literals, likely ones first. */
  textOf(cell: Cell): string | undefined {
    const memberships = this.membershipsOf(cell);
    const examples = this.examplesOf(cell);
    this.budget.spend(memberships.length * examples.length);
    return examples.find((text) => holdsFor(memberships, text)) ?? findText(memberships, this.budget);
  }

  /** What a string attribute's strings must and must not be in. */
  membershipsOf({ attribute, literals }: Cell): readonly Membership[] {
    const base = this.universe.strings[attribute as StringAttribute];
    return [
      { automaton: base, negated: false },
      ...literals.flatMap(({ atom, negated }) =>
        atom.kind === 'language' ? [{ automaton: atom.automaton, negated }] : [],
      ),
    ];
  }

  private examplesOf({ attribute, literals }: Cell): readonly string[] {
    return [
      ...literals.flatMap(({ atom, negated }) => (atom.kind === 'language' && !negated ? atom.examples : [])),
      ...this.universe.examples(attribute),
    ];
  }

  /** Values of a condition key that meet a cell's literals. */
  valuesOf(cell: Cell): KeyValues {
    const key = cell.attribute.slice(keyAttribute('').length);
    const examples = [
      ...this.universe.examples(cell.attribute),
      ...cell.literals.flatMap(({ atom }) =>
        (atom.kind === 'value' || atom.kind === 'values') && atom.test.kind === 'automaton'
          ? atom.test.examples
          : [],
      ),
    ];
    const found = findKeyValues(cell.literals, this.table.usesOf(key), examples, this.budget);
    return found.kind === 'unknown' ? { kind: 'unknown', reason: `${key}: ${found.reason}` } : found;
  }

  private make(cell: Cell, added: Literal): Cell | undefined {
    const same = cell.literals.find(({ atom }) => atom === added.atom);
    if (same) return same.negated === added.negated ? cell : undefined;
    const behind = cell.literals.findIndex(({ code }) => code > added.code);
    const literals = cell.literals.toSpliced(behind < 0 ? cell.literals.length : behind, 0, added);
    const key = `${cell.attribute}|${literals.map(({ code }) => code).join()}`;
    if (this.cells.has(key)) return this.cells.get(key);
    this.budget.spend(1);
    const made = this.possible({ ...cell, literals, narrowed: new Map() }, added);
    this.cells.set(key, made);
    return made;
  }

  private possible(cell: Cell, added: Literal): Cell | undefined {
    const { atom, negated } = added;
    if (atom.kind === 'action' && cell.actions) {
      this.budget.spend(100);
      const actions = cell.actions.narrowed(atom.actions, negated);
      return actions && { ...cell, actions };
    }
    if (cell.attribute === 'free') return cell;
    if (cell.attribute.startsWith(keyAttribute(''))) {
      return this.valuesOf(cell).kind === 'none' ? undefined : cell;
    }
    // What meets all other literals often meets this one as well.
    const { text: before } = cell;
    if (before !== undefined && atom.kind === 'language' && accepts(atom.automaton, before) !== negated) {
      return cell;
    }
    const text = sampleText(this.membershipsOf(cell), this.examplesOf(cell), this.budget);
    return text === undefined ? undefined : { ...cell, text };
  }
}
