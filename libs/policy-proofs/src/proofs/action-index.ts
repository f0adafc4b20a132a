import { ActionSet } from '../boxes/action-set.js';
import { globOf, matchesGlob } from '../patterns/glob.js';
import type { ActionCatalogue, CatalogueAction } from './action-catalogue.js';

/** The name of the action that stands for those a service gets after the catalogue was made. */
const futureAction = 'zzFutureAction';

/** Actions by name and by service, in lower case. */
interface NamedActions {
  readonly actions: readonly CatalogueAction[];
  readonly names: readonly string[];
  readonly byName: ReadonlyMap<string, number>;
  readonly byService: ReadonlyMap<string, readonly number[]>;
}

/** The actions that take the same types of resources; undefined where those are not known. */
export interface ActionsOfTypes {
  readonly types: CatalogueAction['resourceArns'];
  readonly actions: ActionSet;
}

/**
 * The actions that a proof is about: the catalogue's; one future action for each of its services, and one of a future
 * service; and those that policies or sets name although the catalogue does not have them.
 */
export class ActionIndex {
  readonly actions: readonly CatalogueAction[];
  readonly all: ActionSet;

  private readonly placeOfAdded: ReadonlyMap<string, number>;
  private readonly sets = new Map<string, ActionSet>();
  private readonly filtered = new WeakMap<(action: CatalogueAction) => boolean, ActionSet>();

  /** By place. */
  private groups: readonly ActionsOfTypes[] | undefined;

  private constructor(
    private readonly known: NamedActions,
    /** Further names by their lower case; their places are behind the known ones'. */
    private readonly added: ReadonlyMap<string, string>,
  ) {
    this.actions = [...known.actions, ...[...added.values()].map((name) => ({ name }))];
    this.all = ActionSet.of(this.actions.length, this.actions.keys());
    this.placeOfAdded = new Map([...added.keys()].map((name, at) => [name, known.names.length + at]));
  }

  static of(actions: readonly CatalogueAction[]): ActionIndex {
    const names = actions.map(({ name }) => name.toLowerCase());
    const byName = new Map(names.map((name, place) => [name, place]));
    const byService = new Map<string, number[]>();
    for (const [place, name] of names.entries()) {
      const service = name.slice(0, name.indexOf(':'));
      const places = byService.get(service) ?? [];
      places.push(place);
      byService.set(service, places);
    }
    return new ActionIndex({ actions, names, byName, byService }, new Map());
  }

  /** This index with further names; itself where it has them all. */
  including(names: readonly string[]): ActionIndex {
    const entries = names.map((name) => [name.toLowerCase(), name] as const);
    const unknown = entries.filter(([name]) => !this.known.byName.has(name));
    const added = new Map([...this.added, ...unknown]);
    return added.size === this.added.size ? this : new ActionIndex(this.known, added);
  }

  /** The actions that one of some patterns of policies matches, in any case. */
  matchingAny(patterns: readonly string[]): ActionSet {
    const key = JSON.stringify(patterns).toLowerCase();
    let set = this.sets.get(key);
    if (!set) {
      const places = patterns.flatMap((pattern) => this.placesOf(pattern.toLowerCase()));
      this.sets.set(key, (set = ActionSet.of(this.actions.length, places)));
    }
    return set;
  }

  /** The actions of which something holds. */
  where(holds: (action: CatalogueAction) => boolean): ActionSet {
    const known = this.filtered.get(holds);
    if (known) return known;
    const set = ActionSet.of(
      this.actions.length,
      this.actions.flatMap((action, place) => (holds(action) ? [place] : [])),
    );
    this.filtered.set(holds, set);
    return set;
  }

  /** The actions by the types of resources that they take, in groups: those groups that share an action with a set. */
  *byResourceTypes(among: ActionSet): Generator<ActionsOfTypes> {
    this.groups ??= groupByTypes(this.actions);
    const given = new Set<ActionsOfTypes>();
    for (const place of among.places()) {
      const group = this.groups[place];
      if (!group || given.has(group)) continue;
      given.add(group);
      yield group;
    }
  }

  private placesOf(pattern: string): readonly number[] {
    const { names, byName, byService } = this.known;
    if (!/[*?]/.test(pattern)) {
      const place = byName.get(pattern) ?? this.placeOfAdded.get(pattern);
      return place === undefined ? [] : [place];
    }
    const glob = globOf(pattern);
    const added = [...this.added.keys()].flatMap((name, at) =>
      matchesGlob(glob, name) ? [names.length + at] : [],
    );
    const service = pattern.slice(0, pattern.indexOf(':'));
    const candidates =
      pattern.includes(':') && !/[*?]/.test(service) ? (byService.get(service) ?? []) : names.keys();
    return [...added, ...[...candidates].filter((place) => matchesGlob(glob, names[place] ?? ''))];
  }
}

/** The group of each action, by its place. */
function groupByTypes(actions: readonly CatalogueAction[]): readonly ActionsOfTypes[] {
  const keys = actions.map(({ resourceArns }) => JSON.stringify(resourceArns));
  const places = new Map<string | undefined, number[]>();
  for (const [place, key] of keys.entries()) {
    const known = places.get(key);
    if (known) known.push(place);
    else places.set(key, [place]);
  }
  const groups = new Map(
    [...places].map(([key, members]) => [
      key,
      {
        types: actions[members[0] ?? 0]?.resourceArns,
        actions: ActionSet.of(actions.length, members),
      },
    ]),
  );
  return keys.flatMap((key) => groups.get(key) ?? []);
}

const indexes = new WeakMap<ActionCatalogue, ActionIndex>();

/** The index of a catalogue, made once. */
export function actionIndexOf(catalogue: ActionCatalogue): ActionIndex {
  const known = indexes.get(catalogue);
  if (known) return known;
  const services = new Set(catalogue.actions.map(({ name }) => name.slice(0, name.indexOf(':'))));
  const index = ActionIndex.of([
    ...catalogue.actions,
    ...[...services, 'zz-future-service'].map((service) => ({ name: `${service}:${futureAction}` })),
  ]);
  indexes.set(catalogue, index);
  return index;
}
