import { derivedSources, type DerivedSource, type PrincipalType } from '../evaluation/derived-keys.js';
import { AtomTable, type StringAttribute, type Term } from '../boxes/atom.js';
import type { ActionSet } from '../boxes/action-set.js';
import { always, literal, negate, type Formula } from '../boxes/formula.js';
import type { Automaton } from '../regular/automaton.js';
import { focused, type Focus } from '../regular/focus.js';
import type { Sequence } from '../regular/sequence.js';
import { sequenceAutomaton } from '../regular/sequence-automaton.js';
import type { ActionIndex } from './action-index.js';
import { sharedAutomaton } from './shared-automata.js';
import { principalAutomaton, principalTypes, resourceAutomaton } from './shape-automata.js';

/** Where a condition key's value comes from, and of which requests that is so. */
export interface KeySource {
  readonly guard: Formula;
  readonly source: { readonly constant: string } | 'absent' | Term;
}

/** Makes the literals of one problem: what it is about, as atoms. */
export class Encoding {
  readonly table = new AtomTable();
  /** Keys that a request of some type always has, because AWS gives them, and that something asks for. */
  readonly recordedKeys = new Map<string, Formula>();

  private readonly names = new Map<object, number>();

  constructor(readonly actions: ActionIndex) {}

  /** A name for a function, the same for the same function. */
  nameOf(named: object): string {
    const name = this.names.get(named) ?? this.names.size;
    this.names.set(named, name);
    return String(name);
  }

  actionIn(key: string, actions: () => ActionSet): Formula {
    return literal(this.table.intern(`action|${key}`, () => ({ kind: 'action', actions: actions() })));
  }

  /** That a string of the request, or a part of it, is matched by one of some sequences. */
  matches(
    attribute: StringAttribute,
    focus: Focus | undefined,
    key: string,
    sequences: () => readonly Sequence[],
    examples: readonly string[] = [],
  ): Formula {
    return this.accepted(attribute, focus, key, () => sequenceAutomaton(sequences()), examples);
  }

  /** That an automaton accepts a string of the request, or a part of it. */
  accepted(
    attribute: StringAttribute,
    focus: Focus | undefined,
    key: string,
    whole: () => Automaton,
    examples: readonly string[],
  ): Formula {
    return literal(
      this.table.intern(`${attribute}|${focus ?? ''}|${key}`, () => ({
        kind: 'language',
        attribute,
        automaton: sharedAutomaton(`${focus ?? ''}|${key}`, () =>
          focus ? focused(whole(), focus) : whole(),
        ),
        examples: focus === undefined ? examples : focus === 'head' ? examples.flatMap(withHead) : [],
      })),
    );
  }

  absent(key: string): Formula {
    return literal(this.table.intern(`absence|${key}`, () => ({ kind: 'absence', key })));
  }

  /** That a key of the request's own has more values than one. */
  several(key: string): Formula {
    return literal(this.table.intern(`several|${key}`, () => ({ kind: 'several', key })));
  }

  /** That something holds which is not modelled; the same thing wherever the identity is the same. */
  opaque(reason: string, identity: string): Formula {
    return literal(this.table.intern(`opaque|${identity}|${reason}`, () => ({ kind: 'opaque', reason })));
  }

  principalIs(...types: readonly PrincipalType[]): Formula {
    return this.shaped('principal', types.join(), () => principalAutomaton(types));
  }

  resourceIs(...shapes: readonly ('naming' | 'ownerless')[]): Formula {
    return this.shaped('resource', shapes.join(), () => resourceAutomaton(...shapes));
  }

  /** That neither the resource's ARN nor the principal tells who owns the resource. */
  get resourceIsOwnedApart(): Formula {
    return negate(this.resourceIs('naming', 'ownerless'));
  }

  private shaped(attribute: StringAttribute, name: string, automaton: () => Automaton): Formula {
    return literal(
      this.table.intern(`${attribute}|shape ${name}`, () => ({
        kind: 'language',
        attribute,
        automaton: automaton(),
        examples: [],
      })),
    );
  }

  /** Where the values of a condition key, in lower case, come from. */
  sourcesOf(key: string): readonly KeySource[] {
    if (key === 'aws:resourceaccount') {
      return [
        { guard: this.resourceIs('naming'), source: { attribute: 'resource', focus: 'account' } },
        { guard: this.resourceIs('ownerless'), source: { key } },
        { guard: this.resourceIsOwnedApart, source: { attribute: 'owner' } },
      ];
    }
    const types = new Map<string, { source: KeySource['source']; types: PrincipalType[] }>();
    for (const type of principalTypes) {
      const derived = derivedSources[type][key];
      const source = sourceOf(key, derived);
      const text = JSON.stringify(source);
      const group = types.get(text) ?? { source, types: [] };
      group.types.push(type);
      types.set(text, group);
      if (derived === 'recorded') {
        this.recordedKeys.set(`${type} ${key}`, this.hasRecorded(type, key));
      }
    }
    const groups = [...types.values()];
    if (groups.length === 1) return groups.map(({ source }) => ({ guard: always, source }));
    return groups.map((group) => ({ guard: this.principalIs(...group.types), source: group.source }));
  }

  private hasRecorded(type: PrincipalType, key: string): Formula {
    return {
      kind: 'or',
      parts: [negate(this.principalIs(type)), negate(this.absent(key))],
    };
  }
}

/** Principals whose ARN an example is: a session of a role, and what it is by itself. */
function withHead(arn: string): readonly string[] {
  return [`${arn} session`, arn];
}

function sourceOf(key: string, derived: DerivedSource | undefined): KeySource['source'] {
  switch (derived) {
    case undefined:
    case 'recorded':
      return { key };
    case 'absent':
      return 'absent';
    case 'arn':
      return { attribute: 'principal', focus: 'head' };
    case 'account':
      return { attribute: 'principal', focus: 'account' };
    case 'name':
      return { attribute: 'principal', focus: 'name' };
    case 'service':
      return { attribute: 'principal' };
    default:
      return derived;
  }
}
