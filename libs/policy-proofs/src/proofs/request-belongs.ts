import type { AccessRequest } from '../evaluation/access-request.js';
import { principalTypeOf } from '../evaluation/derived-keys.js';
import { holdsForValues } from '../evaluation/match-condition.js';
import { requestContext } from '../evaluation/request-context.js';
import { namedOwnerOf } from '../evaluation/resource-owner.js';
import { globOf, matchesGlob } from '../patterns/glob.js';
import { parseConditions } from '../policies/parse-condition.js';
import type { CatalogueAction } from './action-catalogue.js';
import { globOfType, setPosition } from './encode-request-set.js';
import type { RequestSet } from './request-set.js';

/**
 * Tells whether one request belongs to a set.
 *
 * @param action the request's action, as the catalogue has it
 * @throws PolicyNotModelled as decide does, for conditions without an exact answer
 */
export function requestBelongs(request: AccessRequest, action: CatalogueAction, set: RequestSet): boolean {
  const matchesAny = (patterns: readonly string[], text: string) =>
    patterns.some((pattern) => matchesGlob(globOf(pattern), text));
  const { principal } = request;
  switch (set.kind) {
    case 'all':
      return set.sets.every((one) => requestBelongs(request, action, one));
    case 'any':
      return set.sets.some((one) => requestBelongs(request, action, one));
    case 'not':
      return !requestBelongs(request, action, set.set);
    case 'action':
      return matchesAny(
        set.patterns.map((pattern) => pattern.toLowerCase()),
        request.action.toLowerCase(),
      );
    case 'action-where':
      return set.holds(action);
    case 'resource':
      return matchesAny(set.patterns, request.resource);
    case 'resource-type-of-action':
      return (action.resourceArns ?? []).some((arn) => matchesGlob(globOfType(arn), request.resource));
    case 'resource-account': {
      const owner = namedOwnerOf(request);
      return owner !== undefined && matchesAny(set.patterns, owner);
    }
    case 'principal':
      return principalTypeOf(principal) === set.type && matchesAny(set.patterns, headOf(request));
    case 'principal-account':
      return 'accountId' in principal && matchesAny(set.patterns, principal.accountId);
    case 'condition': {
      const context = requestContext(request);
      return parseConditions(set.conditions, setPosition).every(
        (condition) =>
          // Several values without a set operator: no answer in a policy, and outside the set in a set.
          holdsForValues(condition, context.valuesOf(condition.key), context.variables) === true,
      );
    }
  }
}

function headOf({ principal }: AccessRequest): string {
  switch (principal.kind) {
    case 'role-session':
      return principal.roleArn;
    case 'user':
      return principal.arn;
    case 'service':
      return principal.service;
    case 'anonymous':
      return '';
  }
}
