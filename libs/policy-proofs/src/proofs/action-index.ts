import { ActionSet } from '../boxes/action-set.js';
import { globOf, matchesGlob } from '../patterns/glob.js';
import type { ActionCatalogue, CatalogueAction } from './action-catalogue.js';

/** The name of the action that stands for those a service gets after the catalogue was made. */
const futureAction = 'zzFutureAction';

/**
 * The actions that a proof is about: the catalogue's; one future action for each of its services, and one of a future
 * service; and those that policies or sets name although the catalogue does not have them.
 */
export class ActionIndex {
  private readonly sets = new Map<string, ActionSet>();
  private readonly filtered = new WeakMap<(action: CatalogueAction) => boolean, ActionSet>();

  private constructor(
    readonly actions: readonly CatalogueAction[],
    private readonly lowerCase: readonly string[],
    /** First place and end of each service's actions, where they stand together. */
    private readonly byName: ReadonlyMap<string, number>,
    private readonly byService: ReadonlyMap<string, readonly number[]>,
  ) {}

  static of(actions: readonly CatalogueAction[]): ActionIndex {
    const lowerCase = actions.map(({ name }) => name.toLowerCase());
    const byName = new Map(lowerCase.map((name, place) => [name, place]));
    const byService = new Map<string, number[]>();
    for (const [place, name] of lowerCase.entries()) {
      const service = name.slice(0, name.indexOf(':'));
      const places = byService.get(service) ?? [];
      places.push(place);
      byService.set(service, places);
    }
    return new ActionIndex(actions, lowerCase, byName, byService);
  }

  /** This index with further names; itself where it has them all. */
  including(names: readonly string[]): ActionIndex {
    const added = new Map(
      names
        .filter((name) => !this.byName.has(name.toLowerCase()))
        .map((name) => [name.toLowerCase(), { name }]),
    );
    return added.size === 0 ? this : ActionIndex.of([...this.actions, ...added.values()]);
  }

  get all(): ActionSet {
    return this.matching('*');
  }

  /** The actions that a pattern of a policy matches, in any case. */
  matching(pattern: string): ActionSet {
    const lower = pattern.toLowerCase();
    const known = this.sets.get(lower);
    if (known) return known;
    const set = ActionSet.of(this.actions.length, this.placesOf(lower));
    this.sets.set(lower, set);
    return set;
  }

  /** The actions that one of some patterns matches. */
  matchingAny(patterns: readonly string[]): ActionSet {
    return patterns
      .map((pattern) => this.matching(pattern))
      .reduce((all, one) => all.joined(one), ActionSet.of(this.actions.length, []));
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

  private placesOf(pattern: string): readonly number[] {
    if (!/[*?]/.test(pattern)) {
      const place = this.byName.get(pattern);
      return place === undefined ? [] : [place];
    }
    const glob = globOf(pattern);
    const service = pattern.slice(0, pattern.indexOf(':'));
    const candidates =
      pattern.includes(':') && !/[*?]/.test(service)
        ? (this.byService.get(service) ?? [])
        : this.lowerCase.keys();
    return [...candidates].filter((place) => matchesGlob(glob, this.lowerCase[place] ?? ''));
  }
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
