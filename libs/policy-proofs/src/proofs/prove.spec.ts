import fc from 'fast-check';
import { isPlatformError } from '@regional-pipeline/platform-model';
import {
  decide,
  newAccess,
  proveAll,
  proveNone,
  type AccessRequest,
  type PolicySet,
  type Proof,
} from '../index.js';
import { holdsOf } from '../testing/evaluate-formula.js';
import { randomProblem, smallCatalogue } from '../testing/random-problem.js';
import { actionIndexOf } from './action-index.js';
import { encodeAllowed } from './encode-policy-set.js';
import { encodeRequestSet } from './encode-request-set.js';
import { Encoding } from './encoding.js';
import { parsePolicySet } from './parsed-policy-set.js';
import { requestBelongs } from './request-belongs.js';

const options = { catalogue: smallCatalogue };
const index = actionIndexOf(smallCatalogue);

/** Whether a request is allowed; undefined where the evaluator has no answer. */
function allows(policies: PolicySet, request: AccessRequest): boolean | undefined {
  try {
    return decide(request, policies).effect === 'allow';
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    return undefined;
  }
}

/** A proof is unknown only where the evaluator has no answer, and else what trying every request says. */
function expectVerdict(proof: Proof, outcomes: readonly (boolean | undefined)[], against: boolean): void {
  if (proof.verdict === 'unknown')
    expect([proof.reason, outcomes]).toContainEqual(expect.arrayContaining([undefined]));
  else expect(proof.verdict).toBe(outcomes.includes(against) ? 'violated' : 'proved');
}

// A failing run prints its seed, and is shrunk to the smallest policies and world that fail.
describe('for random policies, against every request of a small world', () => {
  it('proveNone is violated exactly where a request is allowed', () =>
    fc.assert(
      fc.property(randomProblem, ([policies, { requests, set }]) => {
        const outcomes = requests.map((request) => allows(policies, request));
        expectVerdict(proveNone(policies, set, options), outcomes, true);
      }),
      { numRuns: 2000 },
    ));

  it('proveAll is violated exactly where a request is denied', () =>
    fc.assert(
      fc.property(randomProblem, ([policies, { requests, set }]) => {
        const outcomes = requests.map((request) => allows(policies, request));
        expectVerdict(proveAll(policies, set, options), outcomes, false);
      }),
      { numRuns: 600 },
    ));

  it('newAccess is violated exactly where a request is allowed that was denied', () =>
    fc.assert(
      fc.property(randomProblem, randomProblem, ([before], [after, { requests, set }]) => {
        const outcomes = requests.map((request) => {
          const [old, current] = [allows(before, request), allows(after, request)];
          return old === undefined || current === undefined ? undefined : current && !old;
        });
        const proof = newAccess(before, after, { ...options, within: set });
        if (!outcomes.includes(undefined)) expectVerdict(proof, outcomes, true);
      }),
      { numRuns: 400 },
    ));
});

it('the two evaluators agree on 15,000 random requests', () => {
  const compared = fc
    .sample(randomProblem, { numRuns: 900 })
    .flatMap(([policies, { requests, set }]) => {
      const encoding = new Encoding(index);
      const allowed = encodeAllowed(encoding, parsePolicySet(policies));
      const belongs = encodeRequestSet(encoding, set);
      return requests.map((request) => {
        const concrete = allows(policies, request);
        const symbolic = holdsOf(allowed, request, index);
        const isMember = requestBelongs(request, { name: request.action }, set);
        const agree =
          [symbolic, undefined].includes(concrete) && isMember && holdsOf(belongs, request, index) === true;
        return { request, policies, concrete, symbolic, isMember, agree };
      });
    })
    .slice(0, 15_000);
  expect(compared).toHaveLength(15_000);
  expect(compared.filter(({ agree }) => !agree).slice(0, 1)).toEqual([]);
  expect(compared.filter(({ concrete }) => concrete === true).length).toBeGreaterThan(200);
});
