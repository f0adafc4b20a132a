import fc from 'fast-check';
import type { ConditionBlock, PolicyStatement } from '@regional-pipeline/platform-model';
import {
  absent,
  action,
  allOf,
  anonymous,
  anyOf,
  not,
  principalAccount,
  resource,
  resourceAccount,
  roleSession,
  rootUser,
  service,
  user,
  when,
  type AccessRequest,
  type ActionCatalogue,
  type NamedPolicy,
  type PolicySet,
  type RequestPrincipal,
  type RequestSet,
} from '../index.js';
import { principals } from './policy-case.js';

const actions = ['s3:GetObject', 's3:PutObject', 'sts:AssumeRole'] as const;
const resources = ['arn:aws:s3:::state/a', 'arn:aws:iam::111111111111:role/a'] as const;
const owners = ['111111111111', '999999999999'] as const;
const prefixes = ['', 'a', 'a/b', '111111111111'] as const;
const { build, pathRole, stranger, person, root, codebuild, anonymous: nobody } = principals;
const otherSession = { sessionArn: 'arn:aws:sts::111111111111:assumed-role/build/other' };

/** Callers, and the set that holds just them. */
const callers: readonly { readonly principals: readonly RequestPrincipal[]; readonly set: RequestSet }[] = [
  { principals: [build, { ...build, ...otherSession }], set: roleSession(build.roleArn) },
  { principals: [pathRole, { ...pathRole, ...otherSession }], set: roleSession(pathRole.roleArn) },
  { principals: [stranger], set: roleSession(stranger.roleArn) },
  { principals: [person], set: user(person.arn) },
  { principals: [root], set: allOf(rootUser, principalAccount('111111111111')) },
  {
    principals: [codebuild],
    set: allOf(
      service('codebuild.amazonaws.com'),
      when({ StringEquals: { 'aws:PrincipalType': 'Service' } }),
    ),
  },
  { principals: [nobody], set: anonymous },
];

export const smallCatalogue: ActionCatalogue = {
  date: '2026-01-01',
  actions: actions.map((name) => ({ name, accessLevel: 'Write' })),
};

/** A world so small that every request of it can be tried, and the same world as a set. */
export interface SmallWorld {
  readonly requests: readonly AccessRequest[];
  readonly set: RequestSet;
}

/** Parts of the world of these actions, resources, callers and keys. */
const randomWorld = (kind: 'resource' | 'trust'): fc.Arbitrary<SmallWorld> =>
  fc
    .record({
      actions:
        kind === 'trust'
          ? fc.constant<(typeof actions)[number][]>([actions[2]])
          : fc.subarray<(typeof actions)[number]>([actions[0], actions[1]], { minLength: 1 }),
      resources: fc.subarray([...resources], { minLength: 1 }),
      owners: fc.subarray([...owners], { minLength: 1 }),
      callers: fc.subarray([...callers], { minLength: 1, maxLength: 2 }),
      prefixes: fc.subarray([...prefixes], { minLength: 1, maxLength: 2 }),
      tagKeys: fc.subarray(['', 'a', 'b'], { maxLength: 2 }),
    })
    .map((parts) => {
      const tagLists = subsets(parts.tagKeys);
      const requests = parts.callers
        .flatMap((caller) => caller.principals)
        .flatMap((principal) =>
          parts.actions.flatMap((name) =>
            parts.resources.flatMap((arn) =>
              (arn.includes(':s3:') ? parts.owners : [undefined]).flatMap((owner) =>
                [undefined, ...parts.prefixes].flatMap((prefix) =>
                  tagLists.map((tags): AccessRequest => ({
                    action: name,
                    resource: arn,
                    principal,
                    ...(owner === undefined ? {} : { resourceAccountId: owner }),
                    context: {
                      // AWS gives it with a service's request, and nobody can tell it from the service.
                      ...(principal.kind === 'service' ? { 'aws:PrincipalType': 'Service' } : {}),
                      ...(prefix === undefined ? {} : { 's3:prefix': prefix }),
                      ...(tags.length === 0 ? {} : { 'aws:TagKeys': tags }),
                    },
                  })),
                ),
              ),
            ),
          ),
        );
      const set = allOf(
        action(...parts.actions),
        resource(...parts.resources),
        anyOf(not(resource(resources[0])), resourceAccount(...parts.owners)),
        anyOf(...parts.callers.map((caller) => caller.set)),
        anyOf(absent('s3:prefix'), when({ StringEquals: { 's3:prefix': parts.prefixes } })),
        anyOf(
          absent('aws:TagKeys'),
          ...(parts.tagKeys.length > 0
            ? [when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': parts.tagKeys } })]
            : []),
        ),
        // A single empty string is no value to ForAllValues.
        ...(parts.tagKeys.includes('')
          ? []
          : [anyOf(absent('aws:TagKeys'), when({ 'ForAnyValue:StringLike': { 'aws:TagKeys': '*' } }))]),
      );
      return { requests, set };
    });

function subsets(values: readonly string[]): readonly (readonly string[])[] {
  return values.reduce<readonly (readonly string[])[]>(
    (lists, value) => lists.flatMap((list) => [list, [...list, value]]),
    [[]],
  );
}

const oneOrTwo = <T>(...values: readonly T[]) =>
  fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });

const single = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'),
      fc.constantFrom('', 'IfExists'),
      fc.constantFrom(
        's3:prefix',
        'aws:PrincipalArn',
        'aws:PrincipalAccount',
        'aws:PrincipalType',
        'aws:ResourceAccount',
      ),
      oneOrTwo(
        '',
        'a',
        'a*',
        '?',
        '*',
        'arn:aws:iam::*:role/*',
        '1*1',
        'User',
        '${aws:PrincipalAccount}',
        "${aws:username, 'a'}",
      ),
    )
    .map(([operator, suffix, key, values]): ConditionBlock => ({ [operator + suffix]: { [key]: values } })),
  fc
    .tuple(
      fc.constantFrom('ArnLike', 'ArnNotEquals', 'ArnLikeIfExists'),
      fc.constantFrom('aws:PrincipalArn', 's3:prefix'),
      oneOrTwo(
        'arn:aws:iam::111111111111:role/*',
        'arn:aws:iam::*:user*',
        'arn:aws:iam::${aws:PrincipalAccount}:role/build',
      ),
    )

    .map(([operator, key, values]): ConditionBlock => ({
      [operator]: { [key]: values },
    })),
  fc
    .tuple(fc.constantFrom('s3:prefix', 'aws:TagKeys', 'aws:PrincipalArn', 'aws:username'), fc.boolean())
    .map(([key, value]): ConditionBlock => ({ Null: { [key]: value } })),
  fc
    .tuple(
      fc.constantFrom('Equals', 'NotEquals', 'LessThan', 'GreaterThanEquals'),
      fc.constantFrom('5', '111111111111'),
    )
    .map(([operator, value]): ConditionBlock => ({ [`Numeric${operator}`]: { 's3:prefix': value } })),
);
const several = fc
  .tuple(
    fc.constantFrom('ForAnyValue:', 'ForAllValues:'),
    fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLikeIfExists'),
    oneOrTwo('', 'a', 'b', '?', '*'),
  )
  .map(([prefix, operator, values]): ConditionBlock => ({ [prefix + operator]: { 'aws:TagKeys': values } }));
const conditions = fc
  .array(fc.oneof({ weight: 3, arbitrary: single }, { weight: 1, arbitrary: several }), { maxLength: 2 })
  .map((blocks): ConditionBlock => Object.assign({}, ...blocks) as ConditionBlock);

const actionPatterns = oneOrTwo('s3:GetObject', 's3:*', '*', 'sts:Assume*', 'S3:?utObject');
const resourcePatterns = oneOrTwo(
  '*',
  'arn:aws:s3:::state/*',
  'arn:aws:iam::*:role/a',
  'arn:aws:iam::${aws:PrincipalAccount}:role/*',
);
const principal = fc.constantFrom(
  '*' as const,
  { AWS: '111111111111' },
  { AWS: principals.build.roleArn },
  { AWS: [principals.build.sessionArn, principals.person.arn] },
  { AWS: [principals.build.sessionArn, principals.build.roleArn, '111111111111'] },
  { Service: 'codebuild.amazonaws.com' },
);

/** A statement of a policy of a kind. */
function statement(kind: 'identity' | 'resource' | 'trust'): fc.Arbitrary<PolicyStatement> {
  return fc
    .tuple(
      fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
      fc.oneof(fc.record({ Action: actionPatterns }), fc.record({ NotAction: actionPatterns })),
      kind === 'trust'
        ? fc.constant({})
        : fc.oneof(fc.record({ Resource: resourcePatterns }), fc.record({ NotResource: resourcePatterns })),
      conditions,
      kind === 'identity' ? fc.constant(undefined) : principal,
      fc.boolean(),
    )
    .map(([Effect, actionPart, resourcePart, Condition, named, isNot]) => {
      const principalPart =
        named === undefined
          ? {}
          : isNot && Effect === 'Deny' && kind === 'resource'
            ? { NotPrincipal: named }
            : { Principal: named };
      return { Effect, ...actionPart, ...resourcePart, Condition, ...principalPart };
    });
}

const named = (name: string, kind: 'identity' | 'resource' | 'trust') =>
  fc
    .array(statement(kind), { minLength: 1, maxLength: 2 })
    .map((Statement): NamedPolicy => ({ name, document: { Version: '2012-10-17', Statement } }));

/** Policies of any layers. */
const randomPolicySet = (kind: 'resource' | 'trust'): fc.Arbitrary<PolicySet> =>
  fc.record(
    {
      identity: fc.array(named('identity', 'identity'), { maxLength: 1 }),
      boundary: named('boundary', 'identity'),
      session: fc.array(named('session', 'identity'), { maxLength: 1 }),
      serviceControl: fc.array(fc.array(named('level', 'identity'), { minLength: 1, maxLength: 1 }), {
        maxLength: 1,
      }),
      resource: named(kind, kind),
    },
    { requiredKeys: ['identity'] },
  );

/** Policies, and a world that their resource policy is for: a trust policy decides who takes a role, others the rest. */
export const randomProblem: fc.Arbitrary<readonly [PolicySet, SmallWorld]> = fc
  .constantFrom('resource' as const, 'resource' as const, 'trust' as const)
  .chain((kind) => fc.tuple(randomPolicySet(kind), randomWorld(kind)));
