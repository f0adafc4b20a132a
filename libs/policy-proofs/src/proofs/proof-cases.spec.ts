import path from 'node:path';
import {
  liveGrants,
  loadActionCatalogue,
  newAccess,
  proveAll,
  proveNone,
  type ActionCatalogue,
} from '../index.js';
import { policiesOf } from '../testing/policy-case.js';
import { readProofCases, requestsOf, type ProofCase } from '../testing/proof-case.js';

let catalogue: ActionCatalogue;
beforeAll(async () => {
  catalogue = await loadActionCatalogue(['ec2', 'iam', 's3', 'sts']);
});

const answers: Readonly<Record<string, (one: ProofCase) => unknown>> = {
  'prove-none': (one) => proveNone(policiesOf(one), requestsOf(one.requests), { catalogue }),
  'prove-all': (one) => proveAll(policiesOf(one), requestsOf(one.requests), { catalogue }),
  'new-access': (one) =>
    newAccess(policiesOf({ policies: one.before ?? {} }), policiesOf(one), {
      catalogue,
      within: requestsOf(one.requests),
    }),
  'live-grants': (one) => ({
    grants: liveGrants(policiesOf(one), { catalogue, within: requestsOf(one.requests) }).map(
      ({ status }) => status,
    ),
  }),
};

const questions = [...readProofCases(path.join(__dirname, '../testing/proof-cases'))];

it('every question has cases', () => {
  expect(questions.map(([question]) => question).sort()).toEqual(Object.keys(answers).sort());
});

describe.each(questions)('%s', (question, cases) => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const { expect: expected } = one;
    const reason = 'reason' in expected && {
      reason: expect.stringContaining(expected.reason) as unknown,
    };
    expect(answers[question]?.(one)).toMatchObject({ ...expected, ...reason });
  });
});
