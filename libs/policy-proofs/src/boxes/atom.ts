import type { Automaton } from '../regular/automaton.js';
import type { Focus } from '../regular/focus.js';
import type { Pattern } from '../patterns/pattern.js';
import type { InstantTest } from '../operators/date.js';
import type { AddressTest } from '../operators/ip-address.js';
import type { NumberTest } from '../operators/numeric.js';
import type { ActionSet } from './action-set.js';

/** The strings of a request that are not condition keys; see request-shape.ts for how each is written. */
export type StringAttribute = 'principal' | 'resource' | 'owner';

/** A value of a request: one of its strings, or a condition key in lower case; by a part of it where it has a focus. */
export type Term = { readonly attribute: StringAttribute; readonly focus?: Focus } | { readonly key: string };

/** Which values of a condition key pass. */
export type ValueTest =
  | {
      readonly kind: 'automaton';
      readonly automaton: Automaton;
      /** Strings that pass, for requests that people read. */
      readonly examples: readonly string[];
    }
  /** Numbers, dates, addresses: what passes one of the tests, all of one kind. */
  | { readonly kind: 'ordered'; readonly tests: readonly OrderedTest[] };

/** A test that compares with bounds in an order. */
export type OrderedTest = NumberTest | InstantTest | AddressTest;

/** The smallest thing that holds or does not hold of a request. */
export type AtomShape =
  | { readonly kind: 'action'; readonly actions: ActionSet }
  | {
      readonly kind: 'language';
      readonly attribute: StringAttribute;
      readonly automaton: Automaton;
      readonly examples: readonly string[];
    }
  /** The key is there, and one value passes; never of an absent key. */
  | { readonly kind: 'value'; readonly key: string; readonly test: ValueTest }
  /** Some value passes, or every one does; `onEmpty` where there is no value, or a single empty string. */
  | {
      readonly kind: 'values';
      readonly key: string;
      readonly quantifier: 'any' | 'all';
      readonly negated: boolean;
      readonly test: ValueTest;
      readonly onEmpty: boolean;
    }
  | { readonly kind: 'absence'; readonly key: string }
  /** The key has more values than one. */
  | { readonly kind: 'several'; readonly key: string }
  /** The subject matches a pattern with the values of other terms in it. */
  | {
      readonly kind: 'relation';
      readonly subject: Term;
      readonly pattern: Pattern;
      readonly mode: RelationMode;
      /** By the variables of the pattern. */
      readonly terms: ReadonlyMap<string, Term>;
    }
  /** Something that is not modelled: it may hold or not. */
  | { readonly kind: 'opaque'; readonly reason: string };

/**
 * How a pattern is compared: as a string, as one in any case, as the Arn operators do, and as a Resource, whose `*` at
 * the end of a field runs on over colons or is confined.
 */
export type RelationMode = 'text' | 'text-ignoring-case' | 'arn' | 'resource' | 'resource-confined';

/** An atom of one problem; those with the same key are the same object. */
export type Atom = AtomShape & { readonly id: number };

/** The atoms of one problem. */
export class AtomTable {
  private readonly atoms = new Map<string, Atom>();
  private readonly uses = new Map<string, { one: boolean; several: boolean }>();

  /** The atom that a key stands for, made where it is new. */
  intern(key: string, make: () => AtomShape): Atom {
    const known = this.atoms.get(key);
    if (known) return known;
    const atom = { ...make(), id: this.atoms.size };
    this.atoms.set(key, atom);
    if (atom.kind === 'value') this.use(atom.key).one = true;
    if (atom.kind === 'values') this.use(atom.key).several = true;
    if (atom.kind === 'relation') {
      for (const term of [atom.subject, ...atom.terms.values()])
        if ('key' in term) this.use(term.key).one = true;
    }
    return atom;
  }

  /** Whether anything compares a key as one value, and whether anything does as several. */
  usesOf(key: string): Readonly<{ one: boolean; several: boolean }> {
    return this.use(key);
  }

  private use(key: string): { one: boolean; several: boolean } {
    const use = this.uses.get(key) ?? { one: false, several: false };
    this.uses.set(key, use);
    return use;
  }
}
