import fc from 'fast-check';
import type { ConditionBlock, PolicyStatement } from '@regional-pipeline/platform-model';
import {
  action,
  allOf,
  decide,
  newAccess,
  proveAll,
  proveNone,
  resource,
  resourceAccount,
  roleSession,
  type PolicySet,
} from '../index.js';
import {
  operatorFamilies,
  operatorKey,
  requestWith,
  type OperatorFamily,
} from '../testing/operator-family.js';
import { principals } from '../testing/policy-case.js';
import { smallCatalogue } from '../testing/random-problem.js';
import { randomSeed } from '../testing/random-seed.js';
import { conditionOperators } from './operator-table.js';

/** Every request that differs from the samples by its key alone. */
const within = allOf(
  roleSession(principals.build.roleArn),
  action('s3:GetObject'),
  resource('arn:aws:s3:::state/a'),
  resourceAccount('111111111111'),
);
const options = { catalogue: smallCatalogue, within };
const policies = (...Statement: readonly PolicyStatement[]): PolicySet => ({
  identity: [{ name: 'policy', document: { Version: '2012-10-17', Statement } }],
});
const statement = (Effect: 'Allow' | 'Deny', ...blocks: readonly ConditionBlock[]): PolicyStatement => ({
  Effect,
  Action: '*',
  Resource: '*',
  Condition: Object.assign({}, ...blocks) as ConditionBlock,
});
const isAllowed = (set: PolicySet, values: readonly string[]) =>
  decide(requestWith(values), set).effect === 'allow';

/** Requests without the key and with one value; to a set operator also with two. */
function valuesOf({ samples }: OperatorFamily, several: boolean): readonly (readonly string[])[] {
  const one = samples.map((value) => [value]);
  const two = several
    ? [1, 7].flatMap((step) => samples.map((left, at) => [left, samples[(at + step) % samples.length] ?? '']))
    : [];
  return [[], ...one, ...two];
}

const plainForms = ['', 'IfExists'].map((suffix) => (name: string) => `${name}${suffix}`);
const setForms = ['ForAnyValue', 'ForAllValues'].flatMap((prefix) =>
  plainForms.map((form) => (name: string) => `${prefix}:${form(name)}`),
);

it('every operator that is modelled is in a family', () =>
  expect(new Set([...operatorFamilies.flatMap(({ operators }) => operators), 'Null'])).toEqual(
    new Set(conditionOperators.keys()),
  ));

describe.each(operatorFamilies)('the operators $family…, against decide on every sample', (family) => {
  const forms = [
    ...plainForms.map((form) => [form, false] as const),
    ...setForms.map((form) => [form, true] as const),
  ];
  const cases = family.operators.flatMap((name) =>
    forms.map(([form, several]) => [form(name), several] as const),
  );

  it.each(cases)('%s', (operator, several) => {
    const values = valuesOf(family, several);
    const of = (bound: string) => policies(statement('Allow', { [operator]: { [operatorKey]: bound } }));
    const allowed = new Map(
      family.bounds.map((bound) => [bound, values.map((value) => isAllowed(of(bound), value))]),
    );
    for (const [bound, outcomes] of allowed) {
      expect([bound, proveNone(of(bound), within, options).verdict]).toEqual([
        bound,
        outcomes.includes(true) ? 'violated' : 'proved',
      ]);
      expect([bound, proveAll(of(bound), within, options).verdict]).toEqual([
        bound,
        outcomes.includes(false) ? 'violated' : 'proved',
      ]);
      const other = family.bounds[(family.bounds.indexOf(bound) + 1) % family.bounds.length] ?? bound;
      const isWider = allowed.get(other)?.some((outcome, at) => outcome && outcomes[at] === false);
      expect([bound, other, newAccess(of(bound), of(other), options).verdict]).toEqual([
        bound,
        other,
        isWider ? 'violated' : 'proved',
      ]);
    }
  });
});

/** Policies of up to three statements with up to three conditions on the key, all with set operators or all without. */
function randomPolicies(
  { operators, bounds }: OperatorFamily,
  forms: typeof plainForms,
): fc.Arbitrary<PolicySet> {
  const comparison = fc
    .tuple(
      fc.constantFrom(...operators),
      fc.constantFrom(...forms),
      fc.subarray([...bounds], { minLength: 1, maxLength: 2 }),
    )
    .map(([name, form, values]): ConditionBlock => ({ [form(name)]: { [operatorKey]: values } }));
  const presence = fc
    .constantFrom('true', 'false')
    .map((value): ConditionBlock => ({ Null: { [operatorKey]: value } }));
  const one = fc
    .tuple(
      fc.constantFrom<'Allow' | 'Deny'>('Allow', 'Allow', 'Deny'),
      fc.array(fc.oneof({ weight: 4, arbitrary: comparison }, { weight: 1, arbitrary: presence }), {
        maxLength: 3,
      }),
    )
    .map(([effect, blocks]) => statement(effect, ...blocks));
  return fc.array(one, { minLength: 1, maxLength: 3 }).map((statements) => policies(...statements));
}

describe.each(operatorFamilies)(
  `random policies of $family operators (PROOFS_SEED=${randomSeed})`,
  (family) => {
    it.each([
      ['without', plainForms],
      ['with', setForms],
    ])('%s set operators: a proof is what decide says of the samples, and is never unknown', (_, forms) => {
      const values = valuesOf(family, forms === setForms);
      fc.assert(
        fc.property(randomPolicies(family, forms), (set) => {
          const proof = proveNone(set, within, options);
          const sample = values.find((value) => isAllowed(set, value));
          // What no sample has may still be allowed: then the proof shows it.
          if (sample !== undefined)
            expect({ sample, proof }).toMatchObject({ sample, proof: { verdict: 'violated' } });
          else if (proof.verdict === 'violated') expect(decide(proof.request, set).effect).toBe('allow');
          else expect(proof).toMatchObject({ verdict: 'proved' });
        }),
        { numRuns: 100 },
      );
    });
  },
);

describe('an answer that is unknown', () => {
  it.each<[what: string, block: ConditionBlock, reason: string]>([
    [
      'text and a number at once',
      { StringLike: { [operatorKey]: 'a*' }, NumericLessThan: { [operatorKey]: '100' } },
      `${operatorKey}: it is compared as text and as a number`,
    ],
    [
      'letters of any case that are not ASCII',
      { StringEqualsIgnoreCase: { [operatorKey]: 'É' } },
      `StringEqualsIgnoreCase on ${operatorKey} ignores the case of letters that are not ASCII`,
    ],
    [
      'the same of several values',
      { 'ForAnyValue:StringEqualsIgnoreCase': { [operatorKey]: 'É' } },
      `ForAnyValue:StringEqualsIgnoreCase on ${operatorKey} compares several values`,
    ],
    [
      'an operator that there is not',
      { StringSounds: { [operatorKey]: 'a' } },
      '"StringSounds" is not known',
    ],
  ])('because of %s names the key or the operator', (_, block, reason) => {
    expect(proveNone(policies(statement('Allow', block)), within, options)).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining(reason) as string,
    });
  });
});
