import type { ConditionBlock } from '@regional-pipeline/platform-model';
import type { AccessLevel, CatalogueAction } from './action-catalogue.js';

/**
 * A set of requests, as plain data: what a proof is about. Made by the functions of this file.
 *
 * "Every sts:AssumeRole on D whose external id is absent or another":
 *
 *     allOf(action('sts:AssumeRole'), resource(D), when({ StringNotEquals: { 'sts:ExternalId': 'x' } }))
 */
export type RequestSet =
  | { readonly kind: 'all'; readonly sets: readonly RequestSet[] }
  | { readonly kind: 'any'; readonly sets: readonly RequestSet[] }
  | { readonly kind: 'not'; readonly set: RequestSet }
  | { readonly kind: 'action'; readonly patterns: readonly string[] }
  | { readonly kind: 'action-where'; readonly holds: (action: CatalogueAction) => boolean }
  | { readonly kind: 'resource'; readonly patterns: readonly string[] }
  | { readonly kind: 'resource-type-of-action' }
  | { readonly kind: 'resource-account'; readonly patterns: readonly string[] }
  | {
      readonly kind: 'principal';
      readonly type: 'role-session' | 'user' | 'root' | 'service' | 'anonymous';
      readonly patterns: readonly string[];
    }
  | { readonly kind: 'principal-account'; readonly patterns: readonly string[] }
  | { readonly kind: 'condition'; readonly conditions: ConditionBlock };

/** The requests that are in every one of the sets; of no set, every request. */
export function allOf(...sets: readonly RequestSet[]): RequestSet {
  return { kind: 'all', sets };
}

/** The requests that are in at least one of the sets; of no set, none. */
export function anyOf(...sets: readonly RequestSet[]): RequestSet {
  return { kind: 'any', sets };
}

/** The requests that are not in a set. */
export function not(set: RequestSet): RequestSet {
  return { kind: 'not', set };
}

/** Every request. */
export const everyRequest: RequestSet = allOf();

/** Requests for actions by name, in any case; `*` and `?` are wildcards: `iam:Create*`. */
export function action(...patterns: readonly string[]): RequestSet {
  return { kind: 'action', patterns };
}

/** Requests for those actions of the catalogue of which something holds. */
export function actionWhere(holds: (action: CatalogueAction) => boolean): RequestSet {
  return { kind: 'action-where', holds };
}

/**
 * Requests for actions of these access levels. An action without one (a future one, or one that the catalogue does
 * not have) counts as being of each.
 */
export function accessLevel(...levels: readonly AccessLevel[]): RequestSet {
  return actionWhere((one) => one.accessLevel === undefined || levels.includes(one.accessLevel));
}

/** Requests on resources by ARN; `*` and `?` are wildcards that match colons too. `*` alone is every resource. */
export function resource(...patterns: readonly string[]): RequestSet {
  return { kind: 'resource', patterns };
}

/** Requests on a resource of a type that their action takes, as the catalogue has it; none of actions that it does not know the types of. */
export const onResourceOfItsAction: RequestSet = { kind: 'resource-type-of-action' };

/** Requests on resources that accounts own, whether or not their ARN says so (a bucket's does not). */
export function resourceAccount(...patterns: readonly string[]): RequestSet {
  return { kind: 'resource-account', patterns };
}

/** Requests by sessions of roles, by the role's ARN with its path: `arn:aws:iam::*:role/build`; of none, every session. */
export function roleSession(...roleArns: readonly string[]): RequestSet {
  return { kind: 'principal', type: 'role-session', patterns: roleArns.length > 0 ? roleArns : ['*'] };
}

/** Requests by IAM users, by ARN; of none, by every user. Root users are not among them. */
export function user(...userArns: readonly string[]): RequestSet {
  return { kind: 'principal', type: 'user', patterns: userArns.length > 0 ? userArns : ['*'] };
}

/** Requests by the root user of any account. */
export const rootUser: RequestSet = { kind: 'principal', type: 'root', patterns: ['*'] };

/** Requests by AWS services, `codebuild.amazonaws.com`; of none, by every service. */
export function service(...services: readonly string[]): RequestSet {
  return { kind: 'principal', type: 'service', patterns: services.length > 0 ? services : ['*'] };
}

/** Requests by callers without credentials. */
export const anonymous: RequestSet = { kind: 'principal', type: 'anonymous', patterns: ['*'] };

/** Requests by the roles, users and root users of accounts. */
export function principalAccount(...patterns: readonly string[]): RequestSet {
  return { kind: 'principal-account', patterns };
}

/**
 * Requests for which all conditions hold, as the element Condition of a policy says it: a negated operator also takes
 * those without the key. An operator without `ForAnyValue:` or `ForAllValues:` takes none with several values.
 */
export function when(conditions: ConditionBlock): RequestSet {
  return { kind: 'condition', conditions };
}

/** Requests that have condition keys, whatever their values. */
export function present(...keys: readonly string[]): RequestSet {
  return when({ Null: Object.fromEntries(keys.map((key) => [key, false])) });
}

/** Requests that have none of some condition keys. */
export function absent(...keys: readonly string[]): RequestSet {
  return when({ Null: Object.fromEntries(keys.map((key) => [key, true])) });
}

/** Every pattern of an action that a set names. */
export function actionPatternsOfSet(set: RequestSet): readonly string[] {
  if (set.kind === 'all' || set.kind === 'any') return set.sets.flatMap(actionPatternsOfSet);
  if (set.kind === 'not') return actionPatternsOfSet(set.set);
  return set.kind === 'action' ? set.patterns : [];
}
