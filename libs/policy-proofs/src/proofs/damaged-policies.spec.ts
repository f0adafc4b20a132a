import path from 'node:path';
import fc from 'fast-check';
import { isPlatformError, type PolicyDocument } from '@regional-pipeline/platform-model';
import {
  decide,
  everyRequest,
  newAccess,
  parsePolicy,
  proveAll,
  proveNone,
  type PolicySet,
} from '../index.js';
import { policiesOf, readPolicyCases, requestOf } from '../testing/policy-case.js';
import { damaged } from '../testing/random-damage.js';
import { smallCatalogue } from '../testing/random-problem.js';
import { randomSeed } from '../testing/random-seed.js';

const cases = [...readPolicyCases(path.join(__dirname, '../testing/cases')).values()].flat();
const all = cases.map(policiesOf);
const identities = all.flatMap(({ identity }) => identity.map(({ document }) => document));
const resources = all.flatMap(({ resource }) => (resource ? [resource.document] : []));
const options = { catalogue: smallCatalogue, maxSteps: 50_000 };
const anything: PolicySet['identity'][number] = {
  name: 'anything',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};

/** The message of the expected error that something ends with, if any; a defect is thrown on. */
function refusalOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    expect(error.code).toMatch(/^Policy(Malformed|NotModelled)$|^RequestIncomplete$/);
    expect(error.message.length).toBeLessThan(2000);
    return error.message;
  }
}

describe.each([['identity', identities] as const, ['resource', resources] as const])(
  `a damaged policy of the kind %s (PROOFS_SEED=${randomSeed})`,
  (kind, documents) => {
    it('is refused as a whole by the evaluator and the proofs alike, or read by both: never a defect, never proved', () => {
      let refused = 0;
      fc.assert(
        fc.property(damaged(documents), (document) => {
          const policy = { name: 'damaged', document: document as PolicyDocument };
          const policies: PolicySet =
            kind === 'identity' ? { identity: [policy] } : { identity: [anything], resource: policy };
          const reason = refusalOf(() => parsePolicy(policy, kind));
          // Without resources it may still be a trust policy, for the actions that take a role.
          const isOther = kind === 'resource' && refusalOf(() => parsePolicy(policy, 'trust')) === undefined;
          refusalOf(() =>
            decide(requestOf({ name: '', policies: {}, expect: { effect: 'allow' } }), policies),
          );
          const none = proveNone(policies, everyRequest, options);
          const every = proveAll(policies, everyRequest, options);
          const added = newAccess({ identity: [] }, policies, options);
          if (reason === undefined || isOther) return;
          refused += 1;
          for (const proof of [none, every, added]) expect(proof.verdict).toBe('unknown');
          if (kind === 'identity') expect(none).toMatchObject({ reason });
        }),
        { numRuns: 250 },
      );
      // Most kinds of damage are to be told; those that are not leave a policy.
      expect(refused).toBeGreaterThan(100);
    });
  },
);
