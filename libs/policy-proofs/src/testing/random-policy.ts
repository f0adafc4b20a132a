import fc from 'fast-check';
import type { ConditionBlock, PolicyDocument, PolicyStatement } from '@regional-pipeline/platform-model';
import type { AccessRequest, PolicySet } from '../index.js';
import { principals } from './policy-case.js';

const keys = ['s3:prefix', 'aws:RequestedRegion', 'aws:PrincipalArn'] as const;
const texts = ['', 'a', 'a/b', 'b'] as const;
const patterns = ['a', 'a*', '?', '*b', '*', 'arn:aws:iam::*:role/*', '${aws:PrincipalAccount}'] as const;

/** Operators whose values are strings, so that any pattern is a value of any of them. */
const operators = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'StringEqualsIfExists',
  'StringNotLikeIfExists',
  'ForAnyValue:StringLike',
  'ForAllValues:StringLike',
  'ForAllValues:StringNotEquals',
] as const;

const condition: fc.Arbitrary<ConditionBlock> = fc.oneof(
  fc.dictionary(
    fc.constantFrom(...operators),
    fc.dictionary(
      fc.constantFrom(...keys),
      fc.array(fc.constantFrom(...patterns), { minLength: 1, maxLength: 2 }),
      { minKeys: 1, maxKeys: 2 },
    ),
    { maxKeys: 2 },
  ),
  fc.record({ Null: fc.record({ 's3:prefix': fc.constantFrom('true', 'false') }) }),
);

const oneOrMore = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 1, maxLength: 2 });
const action = oneOrMore(
  fc.constantFrom('s3:GetObject', 's3:Get*', 's3:*', '*', 's3:PutObject', 'S3:?etObject'),
);
const resource = oneOrMore(
  fc.constantFrom('*', 'arn:aws:s3:::state/*', 'arn:aws:s3:::state/a', 'arn:aws:s3:::other/*'),
);
const principal = fc.constantFrom(
  '*',
  { AWS: '111111111111' },
  { AWS: principals.build.roleArn },
  { AWS: principals.build.sessionArn },
  { AWS: principals.stranger.roleArn },
  { Service: 'codebuild.amazonaws.com' },
);

/** A statement; of a resource policy, it names a principal. */
export function randomStatement(
  kind: 'identity' | 'resource',
  effect: fc.Arbitrary<'Allow' | 'Deny'> = fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
): fc.Arbitrary<PolicyStatement> {
  return fc
    .tuple(
      effect,
      fc.oneof(fc.record({ Action: action }), fc.record({ NotAction: action })),
      fc.oneof(fc.record({ Resource: resource }), fc.record({ NotResource: resource })),
      fc.oneof(fc.constant({}), fc.record({ Condition: condition })),
      kind === 'resource' ? fc.record({ Principal: principal }) : fc.constant({}),
    )
    .map(([Effect, ...parts]) => Object.assign({ Effect }, ...parts) as PolicyStatement);
}

function document(kind: 'identity' | 'resource'): fc.Arbitrary<PolicyDocument> {
  return fc
    .array(randomStatement(kind), { minLength: 1, maxLength: 3 })
    .map((Statement) => ({ Version: '2012-10-17', Statement }));
}

const named = (name: string, kind: 'identity' | 'resource') =>
  document(kind).map((policy) => ({ name, document: policy }));

/** Policies of every layer, each there or not. */
export const randomPolicies: fc.Arbitrary<PolicySet> = fc.record(
  {
    identity: fc.array(named('identity', 'identity'), { maxLength: 2 }),
    boundary: named('boundary', 'identity'),
    session: fc.array(named('session', 'identity'), { maxLength: 2 }),
    serviceControl: fc.array(fc.array(named('service-control', 'identity'), { minLength: 1, maxLength: 2 }), {
      maxLength: 2,
    }),
    resource: named('resource', 'resource'),
  },
  { requiredKeys: ['identity'] },
);

/** A request that such policies may or may not allow. */
export const randomRequest: fc.Arbitrary<AccessRequest> = fc.record({
  action: fc.constantFrom('s3:GetObject', 's3:PutObject', 'iam:CreateRole'),
  resource: fc.constantFrom('arn:aws:s3:::state/a', 'arn:aws:s3:::state/b:c', 'arn:aws:s3:::other/a'),
  resourceAccountId: fc.constantFrom('111111111111', '111111111111', '999999999999'),
  principal: fc.constantFrom(...Object.values(principals)),
  context: fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...texts), { maxKeys: 2 }),
});
