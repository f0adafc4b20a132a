import fc from 'fast-check';
import { allows } from '../testing/allows.js';
import { holdsOf } from '../testing/evaluate-formula.js';
import { randomProblem, smallCatalogue } from '../testing/random-problem.js';
import { randomSeed } from '../testing/random-seed.js';
import { actionIndexOf } from './action-index.js';
import { encodeAllowed } from './encode-policy-set.js';
import { encodeRequestSet } from './encode-request-set.js';
import { Encoding } from './encoding.js';
import { parsePolicySet } from './parsed-policy-set.js';
import { requestBelongs } from './request-belongs.js';

const index = actionIndexOf(smallCatalogue);

// A run on its own has no failure to print the seed with.
beforeAll(() => void process.stderr.write(`random tests of policy-proofs: PROOFS_SEED=${randomSeed}\n`));

it(`the two evaluators agree on 15,000 random requests (PROOFS_SEED=${randomSeed})`, () => {
  let [compared, allowed] = [0, 0];
  fc.assert(
    fc.property(randomProblem, ([policies, { requests, set }]) => {
      const encoding = new Encoding(index);
      const isAllowed = encodeAllowed(encoding, parsePolicySet(policies));
      const belongs = encodeRequestSet(encoding, set);
      for (const request of requests) {
        const concrete = allows(policies, request);
        const symbolic = holdsOf(isAllowed, request, index);
        // The symbolic one may know what the concrete one does not: what is left undecided does not matter then.
        const agree = [symbolic, undefined].includes(concrete);
        const isMember = requestBelongs(request, { name: request.action }, set);
        const isMemberToo = holdsOf(belongs, request, index) === true;
        if (!agree || !isMember || !isMemberToo) {
          throw new TypeError(JSON.stringify({ request, concrete, symbolic, isMember, isMemberToo }));
        }
        compared += 1;
        if (concrete === true) allowed += 1;
      }
    }),
    { numRuns: 900 },
  );
  expect(compared).toBeGreaterThanOrEqual(15_000);
  expect(allowed).toBeGreaterThan(200);
});
