import fc from 'fast-check';
import { isPlatformError } from '@regional-pipeline/platform-model';
import { decide, proveAll, proveNone, type AccessRequest, type PolicySet } from '../index.js';
import { randomProblem, smallCatalogue } from '../testing/random-problem.js';

const options = { catalogue: smallCatalogue };

/** What decide says to requests; undefined where it has no answer. */
function outcomes(policies: PolicySet, requests: readonly AccessRequest[]): readonly (boolean | undefined)[] {
  return requests.map((request) => {
    try {
      return decide(request, policies).effect === 'allow';
    } catch (error) {
      if (!isPlatformError(error)) throw error;
      return undefined;
    }
  });
}

describe('against every request of a small world', () => {
  it('proveNone is violated exactly where a request is allowed', () => {
    fc.assert(
      fc.property(randomProblem, ([policies, { requests, set }]) => {
        const proof = proveNone(policies, set, options);
        const all = outcomes(policies, requests);
        // Where the evaluator has no answer for some requests, the proof may have none either.
        if (proof.verdict === 'unknown') expect(all).toContain(undefined);
        else expect(proof.verdict).toBe(all.includes(true) ? 'violated' : 'proved');
      }),
      { numRuns: 100 },
    );
  });

  it('proveAll is violated exactly where a request is denied', () => {
    fc.assert(
      fc.property(randomProblem, ([policies, { requests, set }]) => {
        const proof = proveAll(policies, set, options);
        const all = outcomes(policies, requests);
        if (proof.verdict === 'unknown') expect(all).toContain(undefined);
        else expect(proof.verdict).toBe(all.includes(false) ? 'violated' : 'proved');
      }),
      { numRuns: 100 },
    );
  });
});
