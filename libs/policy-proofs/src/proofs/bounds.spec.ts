import type { PolicyDocument, PolicyStatement } from '@regional-pipeline/platform-model';
import {
  absent,
  action,
  allOf,
  everyRequest,
  newAccess,
  not,
  proveNone,
  resource,
  roleSession,
  when,
  type PolicySet,
} from '../index.js';
import { smallCatalogue } from '../testing/random-problem.js';

const options = { catalogue: smallCatalogue, within: roleSession() };
const identity = (...statements: readonly PolicyStatement[]): PolicySet => ({
  identity: [{ name: 'policy', document: { Version: '2012-10-17', Statement: statements } }],
});
const allow = (Resource: string | readonly string[]): PolicyStatement => ({
  Effect: 'Allow',
  Action: '*',
  Resource,
});
const deny = (part: Partial<PolicyStatement>): PolicyStatement => ({ Effect: 'Deny', Action: '*', ...part });
const many = Array.from({ length: 2000 }, (_, index) => allow(`arn:aws:s3:::state/${index}/*`));

describe('large policies', () => {
  it('of 2,000 statements have an answer', () => {
    expect(proveNone(identity(...many), not(resource('arn:aws:s3:::state/*')), options).verdict).toBe(
      'proved',
    );
    expect(proveNone(identity(...many), resource('arn:aws:s3:::state/1999/*'), options)).toMatchObject({
      verdict: 'violated',
      decidedBy: [{ index: 1999 }],
    });
    expect(newAccess(identity(...many), identity(...many.toReversed()), options).verdict).toBe('proved');
  });

  it('of globs with 200 stars have an answer', () => {
    const stars = (count: number, end: string) => `arn:aws:s3:::state/${'*a'.repeat(count)}${end}`;
    const covered = identity(allow(stars(200, '')), deny({ Resource: stars(199, '*') }));
    expect(proveNone(covered, everyRequest, options).verdict).toBe('proved');
    const open = identity(allow(stars(200, '')), deny({ Resource: stars(200, 'b') }));
    expect(proveNone(open, everyRequest, options).verdict).toBe('violated');
  });

  it('that would take too long are unknown, within the bound', () => {
    const denies = Array.from({ length: 40 }, (_, index) =>
      deny({ NotResource: `arn:aws:s3:::state/*x${index}y*` }),
    );
    expect(
      proveNone(identity(allow('arn:aws:s3:::state/*'), ...denies), everyRequest, {
        ...options,
        maxSteps: 100_000,
      }),
    ).toMatchObject({ verdict: 'unknown', reason: 'the search did not end within 100000 steps' });
  });
});

describe('what cannot be read', () => {
  const unknownOperator = { Condition: { StringSounds: { 'a:b': 'c' } }, Resource: '*' };
  it.each<[string, PolicySet, string]>([
    ['an operator', identity(deny(unknownOperator)), 'the condition operator "StringSounds" is not known'],
    ['an element', identity(deny({ Resource: '*', ...{ Effekt: 'Deny' } })), 'it is no known element'],
    [
      'no document',
      { identity: [{ name: 'policy', document: null as unknown as PolicyDocument }] },
      'null is not an object',
    ],
    [
      'a resource policy',
      { identity: [], resource: { name: 'bucket', document: [] as unknown as PolicyDocument } },
      'bucket: [] is not an object',
    ],
  ])('%s makes the answer unknown', (_name, policies, reason) => {
    const proof = proveNone(policies, everyRequest, options);
    expect(proof).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining(reason) as string });
  });

  it('in a request set makes the answer unknown too', () =>
    expect(proveNone(identity(allow('*')), when(unknownOperator.Condition), options)).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('the request set, Condition/StringSounds') as string,
    }));
});

describe('a trust policy', () => {
  const policies: PolicySet = {
    ...identity(allow('*')),
    resource: {
      name: 'trust',
      document: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: '111111111111' }, Action: 'sts:AssumeRole' }],
      },
    },
  };
  const role = resource('arn:aws:iam::222222222222:role/a');
  it('answers for the actions that take a role', () =>
    expect(proveNone(policies, allOf(role, action('sts:*')), options).verdict).toBe('violated'));

  it('has no answer for others', () =>
    expect(proveNone(policies, allOf(role, action('s3:*')), options)).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('trust cannot be asked for actions that take no role') as string,
    }));
});

describe('a policy variable', () => {
  const sameOrganization = identity({
    ...allow('*'),
    Condition: { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
  });
  it('keeps two keys equal', () => {
    const differing = when({
      StringEquals: { 'aws:ResourceOrgID': 'o-1' },
      StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' },
    });
    expect(proveNone(sameOrganization, differing, options).verdict).toBe('proved');
  });

  it('takes a value that suits both', () => {
    const overlapping = when({ StringLike: { 'aws:ResourceOrgID': 'o-1*', 'aws:PrincipalOrgID': 'o-*2' } });
    const proof = proveNone(sameOrganization, overlapping, options);
    expect(proof).toMatchObject({ verdict: 'violated' });
    if (proof.verdict !== 'violated') return;
    const { context } = proof.request;
    expect(context['aws:ResourceOrgID']).toMatch(/^o-1.*2$/);
    expect(context['aws:ResourceOrgID']).toBe(context['aws:PrincipalOrgID']);
  });

  it('without a value matches nothing', () =>
    expect(proveNone(sameOrganization, absent('aws:PrincipalOrgID'), options).verdict).toBe('proved'));
});
