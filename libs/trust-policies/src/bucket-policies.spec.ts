import { Region, regionalResources } from '@regional-pipeline/platform-model';
import type { RequestPrincipal } from '@regional-pipeline/policy-proofs';
import {
  artifactsBucketPolicy,
  buildRoleIdentityPolicy,
  centralBucketStatements,
  stateBucketPolicy,
} from './index.js';
import { CENTRAL, MANAGEMENT, REGIONAL, STRANGER } from './testing/accounts.js';
import { refusal } from './testing/refusal.js';
import { allowEverything, effectOf, sessionOf } from './testing/requests.js';

const resources = regionalResources(Region.parse('us-east-1'), REGIONAL);
const BREAK_GLASS = 'arn:aws:iam::111111111111:role/people/break-glass';
const statePolicy = stateBucketPolicy({ resources, breakGlassRoleArn: BREAK_GLASS });
const artifactsPolicy = artifactsBucketPolicy(resources);

const S = 'arn:aws:s3:::management-cluster-tf-state-111111111111-us-east-1';
const A = 'arn:aws:s3:::regional-pipeline-artifacts-111111111111-us-east-1';
const buildRole = sessionOf('arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role');
const pipelineRole = sessionOf('arn:aws:iam::111111111111:role/regional-pipeline-role');
const breakGlass = sessionOf(BREAK_GLASS);
const admin = sessionOf('arn:aws:iam::111111111111:role/Administrator');
const tls = { 'aws:SecureTransport': 'true' };

/** A request by somebody whose own identity policy allows everything. */
function ask(
  principal: RequestPrincipal,
  action: string,
  resource: string,
  policy = statePolicy,
  context: Record<string, string> = tls,
) {
  return effectOf(
    { action, resource, resourceAccountId: REGIONAL, principal, context },
    { identity: allowEverything, resource: policy },
  );
}

const objectActions = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:PutObject',
  's3:GetObjectAttributes',
  's3:PutObjectAcl',
  's3:GetObjectTagging',
  's3:RestoreObject',
  's3:GetObjectVersionForReplication',
];
const listings = ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'];
const data: [string, string][] = [
  ...objectActions.map((action): [string, string] => [action, '/mc01/terraform.tfstate']),
  ['s3:DeleteObject', '/mc01/terraform.tfstate.tflock'],
  ...listings.map((action): [string, string] => [action, '']),
];
const outsiders: [string, RequestPrincipal][] = [
  ['an administrator of the regional account', admin],
  [
    'the regional account’s root',
    { kind: 'user', accountId: REGIONAL, arn: 'arn:aws:iam::111111111111:root' },
  ],
  [
    'a user named like the build role',
    {
      kind: 'user',
      accountId: REGIONAL,
      arn: 'arn:aws:iam::111111111111:user/regional-pipeline-codebuild-role',
    },
  ],
  ['a management account', sessionOf(`arn:aws:iam::${MANAGEMENT}:role/ManagementClusterDeployRole`)],
  ['a stranger', sessionOf(`arn:aws:iam::${STRANGER}:role/regional-pipeline-codebuild-role`)],
  ['an AWS service', { kind: 'service', service: 'codepipeline.amazonaws.com' }],
  ['an anonymous caller', { kind: 'anonymous' }],
];

describe('SM-19: the data in the state bucket', () => {
  it.each(data)('%s is open to the build role and the break-glass role', (action, path) => {
    expect(ask(buildRole, action, S + path)).toBe('allow');
    expect(ask(breakGlass, action, S + path)).toBe('allow');
  });

  it.each(data)('%s is open to the build role alone where no other is named', (action, path) => {
    const policy = stateBucketPolicy({ resources });
    expect(ask(buildRole, action, S + path, policy)).toBe('allow');
    expect(ask(breakGlass, action, S + path, policy)).toBe('explicit-deny');
  });

  describe.each([...outsiders, ['the pipeline role', pipelineRole] as [string, RequestPrincipal]])(
    'is shut to %s',
    (_, principal) => {
      it.each(data)('%s', (action, path) => expect(ask(principal, action, S + path)).toBe('explicit-deny'));
    },
  );

  it('names no role as a principal, so a role made again is let in', () => {
    for (const { Principal } of statePolicy.Statement) expect(Principal).toBe('*');
  });
});

describe('SM-19: managing the buckets', () => {
  const managing = [
    's3:GetBucketPolicy',
    's3:PutBucketPolicy',
    's3:DeleteBucketPolicy',
    's3:DeleteBucket',
    's3:GetBucketVersioning',
    's3:PutBucketVersioning',
    's3:PutEncryptionConfiguration',
    's3:PutBucketPublicAccessBlock',
    's3:PutLifecycleConfiguration',
    's3:PutBucketTagging',
    's3:GetBucketLocation',
  ];
  it.each(managing)('%s stays with the account’s administrators', (action) => {
    expect(ask(admin, action, S)).toBe('allow');
    expect(ask(admin, action, A, artifactsPolicy)).toBe('allow');
  });
});

describe('SM-19: deleting in the state bucket', () => {
  it.each([
    ['the build role', buildRole],
    ['the break-glass role', breakGlass],
    ['an administrator', admin],
  ])('%s deletes neither a state nor a version', (_, principal) => {
    expect(ask(principal, 's3:DeleteObject', `${S}/mc01/terraform.tfstate`)).toBe('explicit-deny');
    expect(ask(principal, 's3:DeleteObject', `${S}/mc01/x.tflock/y`)).toBe('explicit-deny');
    expect(ask(principal, 's3:DeleteObjectVersion', `${S}/mc01/terraform.tfstate`)).toBe('explicit-deny');
    expect(ask(principal, 's3:DeleteObjectVersion', `${S}/mc01/terraform.tfstate.tflock`)).toBe(
      'explicit-deny',
    );
  });
});

describe('SM-20: the artifacts', () => {
  const artifact = `${A}/pipeline/source/x.zip`;
  it('are open to the pipeline role and the build role', () => {
    for (const principal of [pipelineRole, buildRole]) {
      expect(ask(principal, 's3:GetObject', artifact, artifactsPolicy)).toBe('allow');
    }
  });
  it.each(outsiders)('are shut to %s', (_, principal) => {
    for (const action of objectActions)
      expect(ask(principal, action, artifact, artifactsPolicy)).toBe('explicit-deny');
    for (const action of listings) expect(ask(principal, action, A, artifactsPolicy)).toBe('explicit-deny');
  });
});

describe('SM-20: no access without TLS', () => {
  const buckets = [
    [S, statePolicy],
    [A, artifactsPolicy],
  ] as const;
  it.each<[string, Record<string, string>]>([
    ['plain HTTP', { 'aws:SecureTransport': 'false' }],
    ['a request that does not say', {}],
  ])('%s is denied to everybody', (_, context) => {
    for (const [bucket, policy] of buckets) {
      for (const principal of [buildRole, pipelineRole, breakGlass, admin]) {
        expect(ask(principal, 's3:GetObject', `${bucket}/x`, policy, context)).toBe('explicit-deny');
        expect(ask(principal, 's3:ListBucket', bucket, policy, context)).toBe('explicit-deny');
        expect(ask(principal, 's3:GetBucketPolicy', bucket, policy, context)).toBe('explicit-deny');
      }
    }
  });
});

describe('SM-18: Central’s bucket', () => {
  const K = 'arn:aws:s3:::central-state';
  const resource = {
    Version: '2012-10-17' as const,
    Statement: centralBucketStatements({ resources, centralStateBucket: 'central-state' }),
  };
  const identity = buildRoleIdentityPolicy({ resources, centralStateBucket: 'central-state' });
  const state = `${K}/management-deploy/terraform.tfstate`;
  const central = (
    principal: RequestPrincipal,
    action: string,
    at: string,
    context = {},
    own = allowEverything,
  ) =>
    effectOf(
      { action, resource: at, resourceAccountId: CENTRAL, principal, context },
      { identity: own, resource },
    );

  it('is read by the build role, with what both sides say', () => {
    const listing = { 's3:prefix': 'management-deploy/terraform.tfstate' };
    expect(central(buildRole, 's3:GetObject', state, {}, identity)).toBe('allow');
    expect(central(buildRole, 's3:GetObjectVersion', state, {}, identity)).toBe('allow');
    expect(central(buildRole, 's3:ListBucket', K, listing, identity)).toBe('allow');
    expect(central(buildRole, 's3:ListBucketVersions', K, listing, identity)).toBe('allow');
  });

  it.each<[string, string, Record<string, string>]>([
    ['s3:GetObject', `${K}/other/terraform.tfstate`, {}],
    ['s3:GetObjectVersion', `${K}/other/terraform.tfstate`, {}],
    ['s3:PutObject', state, {}],
    ['s3:DeleteObject', state, {}],
    ['s3:ListBucket', K, {}],
    ['s3:ListBucketVersions', K, { 's3:prefix': 'other/' }],
    ['s3:GetBucketPolicy', K, {}],
  ])('grants no %s on %s with %p', (action, at, context) => {
    expect(central(buildRole, action, at, context)).toBe('implicit-deny');
  });

  it.each(outsiders)('grants nothing to %s', (_, principal) => {
    expect(central(principal, 's3:GetObject', state)).toBe('implicit-deny');
    expect(central(principal, 's3:ListBucket', K, { 's3:prefix': 'management-deploy/' })).toBe(
      'implicit-deny',
    );
  });

  it('takes the statements of several regions', () => {
    const other = regionalResources(Region.parse('us-east-2'), REGIONAL);
    const all = [resources, other].flatMap((each) =>
      centralBucketStatements({ resources: each, centralStateBucket: 'central-state' }),
    );
    const sids = all.map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(4);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
  });
});

describe('a break-glass role that cannot be meant', () => {
  it.each([
    'arn:aws:iam::222222222222:role/break-glass',
    'arn:aws:iam::1111111111112:role/break-glass',
    'arn:aws-cn:iam::111111111111:role/break-glass',
    'arn:aws:iam::111111111111:user/break-glass',
    'arn:aws:iam::111111111111:role/',
    'break-glass',
    '',
  ])('is refused: %p', (breakGlassRoleArn) => {
    const error = refusal(() => stateBucketPolicy({ resources, breakGlassRoleArn }));
    expect(error.code).toBe('BreakGlassRoleForeign');
    expect(error.message).toContain(JSON.stringify(breakGlassRoleArn));
    expect(error.remedy).toContain('arn:aws:iam::111111111111:role/');
  });

  it('is refused when it is a pattern', () => {
    const breakGlassRoleArn = 'arn:aws:iam::111111111111:role/*';
    expect(refusal(() => stateBucketPolicy({ resources, breakGlassRoleArn })).code).toBe('NameIsPattern');
  });
});
