import fc from 'fast-check';
import { newAccess, proveAll, proveNone, type Proof } from '../index.js';
import { allows } from '../testing/allows.js';
import { randomProblem, smallCatalogue } from '../testing/random-problem.js';
import { randomSeed } from '../testing/random-seed.js';

const options = { catalogue: smallCatalogue };

/** A proof is unknown only where the evaluator has no answer, and else what trying every request says. */
function expectVerdict(proof: Proof, outcomes: readonly (boolean | undefined)[], against: boolean): void {
  if (proof.verdict === 'unknown')
    expect([proof.reason, outcomes]).toContainEqual(expect.arrayContaining([undefined]));
  else expect(proof.verdict).toBe(outcomes.includes(against) ? 'violated' : 'proved');
}

// What fails is shrunk to the smallest policies and world that do.
describe(`for 3,000 random policy sets (PROOFS_SEED=${randomSeed}), against every request of a small world`, () => {
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
