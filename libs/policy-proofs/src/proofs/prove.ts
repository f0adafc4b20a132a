import { isPlatformError } from '@regional-pipeline/platform-model';
import { decide } from '../evaluation/decide.js';
import type { Decision, PolicySet } from '../evaluation/policy-set.js';
import { and, negate } from '../boxes/formula.js';
import { encodeAllowed } from './encode-policy-set.js';
import { encodeRequestSet } from './encode-request-set.js';
import { keyNames } from './key-names.js';
import { actionPatternsOf, parsePolicySet } from './parsed-policy-set.js';
import type { Proof, ProofOptions } from './proof.js';
import { requestBelongs } from './request-belongs.js';
import { actionPatternsOfSet, allOf, everyRequest, type RequestSet } from './request-set.js';
import { encodingFor, searchRequest, type SearchResult } from './search-request.js';

/**
 * Proves that a policy set allows none of some requests.
 *
 * @returns `violated` with a request that it allows and the statements that allow it
 */
export function proveNone(policies: PolicySet, forbidden: RequestSet, options: ProofOptions): Proof {
  return prove(options, () => {
    const parsed = parsePolicySet(policies);
    const set = withinOptions(forbidden, options);
    const encoding = encodingFor([...actionPatternsOf(parsed), ...actionPatternsOfSet(set)], options);
    return searchRequest(
      encoding,
      {
        nameOfKey: keyNames(policies, set),
        formula: and(encodeRequestSet(encoding, set), encodeAllowed(encoding, parsed)),
        confirm: (request, action) => {
          const decision = decide(request, policies);
          return decision.effect === 'allow' && requestBelongs(request, action, set) ? decision : undefined;
        },
      },
      options,
    );
  });
}

/**
 * Proves that a policy set allows every one of some requests.
 *
 * @returns `violated` with a request that it denies, and the statements that deny it where any does explicitly
 */
export function proveAll(policies: PolicySet, required: RequestSet, options: ProofOptions): Proof {
  return prove(options, () => {
    const parsed = parsePolicySet(policies);
    const set = withinOptions(required, options);
    const encoding = encodingFor([...actionPatternsOf(parsed), ...actionPatternsOfSet(set)], options);
    return searchRequest(
      encoding,
      {
        nameOfKey: keyNames(policies, set),
        formula: and(encodeRequestSet(encoding, set), negate(encodeAllowed(encoding, parsed))),
        confirm: (request, action) => {
          const decision = decide(request, policies);
          return decision.effect !== 'allow' && requestBelongs(request, action, set) ? decision : undefined;
        },
      },
      options,
    );
  });
}

/**
 * Proves that a policy set allows nothing that another one, the one before, denied.
 *
 * @returns `violated` with a request that is newly allowed, and the statements that allow it
 */
export function newAccess(before: PolicySet, after: PolicySet, options: ProofOptions): Proof {
  return prove(options, () => {
    const [old, current] = [parsePolicySet(before), parsePolicySet(after)];
    const set = options.within ?? everyRequest;
    const encoding = encodingFor(
      [...actionPatternsOf(old), ...actionPatternsOf(current), ...actionPatternsOfSet(set)],
      options,
    );
    return searchRequest(
      encoding,
      {
        nameOfKey: keyNames(before, after, set),
        formula: and(
          encodeRequestSet(encoding, set),
          encodeAllowed(encoding, current),
          negate(encodeAllowed(encoding, old)),
        ),
        confirm: (request, action) => {
          const decision = decide(request, after);
          const isNew = decision.effect === 'allow' && decide(request, before).effect !== 'allow';
          return isNew && requestBelongs(request, action, set) ? decision : undefined;
        },
      },
      options,
    );
  });
}

function withinOptions(set: RequestSet, { within }: ProofOptions): RequestSet {
  return within ? allOf(set, within) : set;
}

function prove(options: ProofOptions, search: () => SearchResult<Decision>): Proof {
  const catalogueDate = options.catalogue.date;
  let result: SearchResult<Decision>;
  try {
    result = search();
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    return { verdict: 'unknown', catalogueDate, reason: error.message };
  }
  if (result.kind === 'none') return { verdict: 'proved', catalogueDate };
  if (result.kind === 'unknown') return { verdict: 'unknown', catalogueDate, reason: result.reason };
  const { decidedBy, reason } = result.confirmed;
  return { verdict: 'violated', catalogueDate, request: result.request, decidedBy, reason };
}
