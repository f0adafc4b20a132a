import type { PolicyDocument } from '@regional-pipeline/platform-model';
import {
  action,
  allOf,
  anyOf,
  not,
  onResourceOfItsAction,
  proveNone,
  resource,
  roleSession,
  type ActionCatalogue,
  type RequestSet,
} from '../index.js';

const catalogue: ActionCatalogue = {
  date: '2026-01-01',
  actions: [
    { name: 's3:GetObject', resourceArns: ['arn:*:s3:::*/*'] },
    { name: 's3:ListBucket', resourceArns: ['arn:*:s3:::*'] },
    { name: 's3:ListAllMyBuckets', resourceArns: ['*'] },
    { name: 's3:CreateJob', resourceArns: ['arn:*:s3:*:*:job/*', '*'] },
    { name: 's3:NotDescribed' },
  ],
};
const resources = ['*', 'arn:aws:s3:::b', 'arn:aws:s3:::b/key', 'arn:aws:s3:us-east-1:111111111111:job/1'];
const types: Readonly<Record<string, readonly number[]>> = {
  's3:GetObject': [2],
  's3:ListBucket': [1, 2],
  's3:ListAllMyBuckets': [0],
  's3:CreateJob': [0, 3],
  's3:NotDescribed': [],
  's3:zzFutureAction': [],
};

const document: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
const isPossible = (set: RequestSet) =>
  proveNone({ identity: [{ name: 'all', document }] }, allOf(roleSession(), set), { catalogue }).verdict ===
  'violated';

/** Each action with each resource, and whether it takes that. */
const pairs = Object.entries(types).flatMap(([name, taken]) =>
  resources.map((arn, index) => [name, arn, taken.includes(index)] as const),
);

describe('onResourceOfItsAction', () => {
  it.each(pairs)('for %s on %s is %s', (name, arn, isTaken) => {
    // The pattern `*` is every resource; the resource `*` is the one that is no ARN.
    const on = arn === '*' ? not(resource('arn:*')) : resource(arn);
    const request = allOf(action(name), on);
    expect(isPossible(allOf(request, onResourceOfItsAction))).toBe(isTaken);
    expect(isPossible(allOf(request, not(onResourceOfItsAction)))).toBe(!isTaken);
  });

  it('goes together with other alternatives', () => {
    const either = anyOf(onResourceOfItsAction, action('s3:NotDescribed'));
    expect(
      isPossible(allOf(either, resource('arn:aws:s3:::b'), action('s3:NotDescribed', 's3:GetObject'))),
    ).toBe(true);
    expect(isPossible(allOf(not(either), resource('arn:aws:s3:::b'), action('s3:ListBucket')))).toBe(false);
  });
});
