import type { PolicyStatement } from '@regional-pipeline/platform-model';
import { mutateStatement } from './mutate-statement.js';
import { narrowPattern, widenArn } from './widen-arn.js';

const trust: PolicyStatement = {
  Sid: 'Build',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111111111111:root' },
  Action: 'sts:AssumeRole',
  Condition: {
    StringEquals: { 'sts:ExternalId': 'one' },
    ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/b' },
  },
};

const changes = (statement: PolicyStatement, mutator: string) =>
  mutateStatement(statement, '111111111111')
    .filter((mutation) => mutation.mutator === mutator)
    .map(({ statements }) => statements);

describe('mutateStatement', () => {
  it('drops one condition and leaves the others', () => {
    const { Condition, ...rest } = trust;
    expect(changes(trust, 'condition dropped')).toEqual([
      [{ ...rest, Condition: { ArnEquals: Condition?.['ArnEquals'] } }],
      [{ ...rest, Condition: { StringEquals: Condition?.['StringEquals'] } }],
    ]);
  });

  it('gives a value of StringEquals a wildcard by the operator that takes one', () => {
    const [[changed] = []] = changes(trust, 'condition value lengthened by *');
    expect(changed?.Condition).toEqual({
      ArnEquals: trust.Condition?.['ArnEquals'],
      StringLike: { 'sts:ExternalId': 'one*' },
    });
  });

  it('widens the principal to everyone, and adds a stranger', () => {
    expect(changes(trust, 'principal widened to everyone')).toEqual([[{ ...trust, Principal: '*' }]]);
    expect(changes(trust, 'principal added')).toEqual([
      [{ ...trust, Principal: { AWS: ['arn:aws:iam::111111111111:root', '999999999999'] } }],
    ]);
  });

  it('repeats a statement without its conditions under another Sid', () => {
    const { Condition: _, ...rest } = trust;
    expect(changes(trust, 'statement repeated without its conditions')).toEqual([
      [trust, { ...rest, Sid: 'BuildAgain' }],
    ]);
  });

  it('takes a service of its actions as a whole once', () => {
    const statement: PolicyStatement = {
      Effect: 'Deny',
      NotAction: ['iam:GetRole', 'iam:PassRole', 'eks:*'],
      Resource: '*',
    };
    expect(changes(statement, 'action widened to its service')).toEqual([
      [{ Effect: 'Deny', Resource: '*', NotAction: ['eks:*', 'iam:*'] }],
    ]);
    expect(changes(statement, 'action dropped')).toHaveLength(3);
    expect(changes(statement, 'actions negated')).toEqual([
      [{ Effect: 'Deny', Resource: '*', Action: ['iam:GetRole', 'iam:PassRole', 'eks:*'] }],
    ]);
  });
});

describe('widenArn', () => {
  it('opens region, account and the last part of the name, each alone', () => {
    expect(
      widenArn('arn:aws:logs:eu-west-1:111111111111:log-group:/a/b:log-stream:*').map(({ arn }) => arn),
    ).toEqual([
      'arn:aws:logs:*:111111111111:log-group:/a/b:log-stream:*',
      'arn:aws:logs:eu-west-1:*:log-group:/a/b:log-stream:*',
      'arn:aws:logs:eu-west-1:111111111111:log-group:/a/b:*',
    ]);
    expect(widenArn('arn:aws:iam::*:role/eks-*').map(({ arn }) => arn)).toEqual(['arn:aws:iam::*:role/*']);
    expect(widenArn('*')).toEqual([]);
  });
});

describe('narrowPattern', () => {
  it.each([
    ['arn:aws:iam::*:role/eks-*', 'arn:aws:iam::*:role/eks-x*'],
    ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucketx'],
    ['*', 'arn:*:*:*:*:*'],
  ])('narrows %s to %s', (pattern, narrower) => {
    expect(narrowPattern(pattern)).toBe(narrower);
  });
});
