import type { AccessRequest } from '../evaluation/access-request.js';
import { derivedSources, principalTypeOf } from '../evaluation/derived-keys.js';
import { namedOwnerOf } from '../evaluation/resource-owner.js';
import type { Box } from '../boxes/box-search.js';
import { keyAttribute, type Cell, type CellStore } from '../boxes/cell.js';
import { accepts } from '../regular/automaton.js';
import { holdsFor } from '../regular/product.js';
import { sequenceAutomaton } from '../regular/sequence-automaton.js';
import { sequenceOfGlob } from '../regular/sequence.js';
import type { ActionIndex } from './action-index.js';
import type { CatalogueAction } from './action-catalogue.js';
import { globOfType } from './encode-request-set.js';
import { principalOf } from './principal-shape.js';
import { resourceAutomaton } from './shape-automata.js';

/** A request, and its action as the catalogue has it. */
export interface Witness {
  readonly request: AccessRequest;
  readonly action: CatalogueAction;
}

/** How many actions of a box are looked at for one that takes the box's resource. */
const actionsTried = 24;

/**
 * One request of a box without relations, as much like a real one as the box has: an action of the catalogue before
 * one of the future, on a resource that it takes.
 *
 * @param nameOfKey the name of a condition key, from its lower case
 * @returns the reason where a key's values are not known
 */
export function requestOfBox(
  box: Box,
  store: CellStore,
  index: ActionIndex,
  nameOfKey: (key: string) => string,
): Witness | string {
  const principal = principalOf(textOf(box, store, 'principal'));
  const { action, resource } = actionAndResource(box, store, index);
  const ownedApart = !accepts(resourceAutomaton('naming', 'ownerless'), resource);
  const request: AccessRequest = {
    action: action.name,
    resource,
    ...(ownedApart ? { resourceAccountId: textOf(box, store, 'owner') } : {}),
    principal,
    context: {},
  };
  const derived = derivedSources[principalTypeOf(principal)];
  const context: Record<string, string | readonly string[]> = {};
  for (const [attribute, cell] of box) {
    if (!attribute.startsWith(keyAttribute(''))) continue;
    const key = attribute.slice(keyAttribute('').length);
    if (derived[key] !== undefined && derived[key] !== 'recorded') continue;
    if (key === 'aws:resourceaccount' && namedOwnerOf(request) !== undefined) continue;
    const found = store.valuesOf(cell);
    if (found.kind !== 'found') return found.kind === 'unknown' ? found.reason : `${key} has no value`;
    const [value, ...more] = found.values;
    if (value !== undefined) context[nameOfKey(key)] = more.length > 0 ? found.values : value;
  }
  return { request: { ...request, context }, action };
}

function actionAndResource(
  box: Box,
  store: CellStore,
  index: ActionIndex,
): { readonly action: CatalogueAction; readonly resource: string } {
  const places = [...((box.get('action') ?? store.initial('action')).actions?.places() ?? [])];
  const actions = places.flatMap((place) => index.actions[place] ?? []);
  const cell = box.get('resource') ?? store.initial('resource');
  const memberships = store.membershipsOf(cell);
  const own = store.textOf(cell);
  const named = examplesOf(cell).flatMap((example) => exampleArns(example, own));
  for (const action of actions.slice(0, actionsTried)) {
    for (const arn of action.resourceArns ?? []) {
      const language = sequenceAutomaton([sequenceOfGlob(globOfType(arn))]);
      const isOfType = (text: string) => holdsFor([{ automaton: language, negated: false }], text);
      const example = arn.replaceAll(/:\*(?=:)/g, ':').replaceAll('*', 'example');
      const candidates = arn === '*' ? ['*'] : [example, ...exampleArns(arn, own), ...named.filter(isOfType)];
      const resource = candidates.find((text) => holdsFor(memberships, text));
      if (resource !== undefined) return { action, resource };
      if (own !== undefined && isOfType(own)) return { action, resource: own };
    }
  }
  const [action = { name: 'unknown:action' }] = actions;
  return { action, resource: textOf(box, store, 'resource') };
}

/** ARNs that the policies and sets of a cell were written for. */
function examplesOf({ literals }: Cell): readonly string[] {
  return literals.flatMap(({ atom, negated }) => (atom.kind === 'language' && !negated ? atom.examples : []));
}

/** ARNs of a format, in the fields of which an account or a region stands. */
function exampleArns(arn: string, like: string | undefined): readonly string[] {
  const fields = arn.split(':');
  const [partition = 'arn', , service = '', region = '', account = '', ...rest] = fields;
  const name = rest.join(':').replaceAll('*', 'example');
  return [
    [
      partition,
      'aws',
      service,
      region && 'us-east-1',
      /^(\*|example)$/.test(account) ? (like?.split(':')[4] ?? '999999999999') : account,
      name,
    ].join(':'),
  ];
}

function textOf(box: Box, store: CellStore, attribute: 'principal' | 'resource' | 'owner'): string {
  return store.textOf(box.get(attribute) ?? store.initial(attribute)) ?? '';
}
