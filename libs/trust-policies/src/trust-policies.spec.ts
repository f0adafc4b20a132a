import fc from 'fast-check';
import {
  AccountId,
  listRegions,
  regionalResources,
  Region,
  type PolicyDocument,
} from '@regional-pipeline/platform-model';
import type { AccessRequest, RequestPrincipal } from '@regional-pipeline/policy-proofs';
import {
  buildRoleIdentityPolicy,
  buildRoleTrustPolicy,
  deployRoleTrustPolicy,
  pipelineRoleTrustPolicy,
} from './index.js';
import { CENTRAL, MANAGEMENT, REGIONAL, STRANGER } from './testing/accounts.js';
import { allowEverything, effectOf, sessionOf } from './testing/requests.js';

const region = Region.parse('us-east-1');
const C = 'arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role';
const P = 'arn:aws:iam::111111111111:role/regional-pipeline-role';
const D = 'arn:aws:iam::222222222222:role/ManagementClusterDeployRole';
const PROJECT = 'arn:aws:codebuild:us-east-1:111111111111:project/management-cluster-deploy';
const PIPELINE = 'arn:aws:codepipeline:us-east-1:111111111111:management-cluster-pipeline';

const deployRoleTrust = deployRoleTrustPolicy({ region, regionalAccountId: REGIONAL });

function assumeD(principal: RequestPrincipal, context: AccessRequest['context'], action = 'sts:AssumeRole') {
  return effectOf(
    { action, resource: D, principal, context },
    { identity: allowEverything, resource: deployRoleTrust },
  );
}

describe('SM-01: the external id', () => {
  it('opens the deploy role when it is the region’s', () => {
    expect(assumeD(sessionOf(C), { 'sts:ExternalId': 'regional-pipeline-us-east-1' })).toBe('allow');
  });

  it.each([
    ['absent', {}],
    ['another region’s', { 'sts:ExternalId': 'regional-pipeline-us-east-2' }],
    ['a longer one', { 'sts:ExternalId': 'regional-pipeline-us-east-1x' }],
    ['in other letters', { 'sts:ExternalId': 'REGIONAL-PIPELINE-US-EAST-1' }],
    ['empty', { 'sts:ExternalId': '' }],
  ])('keeps it shut when it is %s', (_, context) => {
    expect(assumeD(sessionOf(C), context)).toBe('implicit-deny');
  });
});

describe('SM-02: nobody but the build role, by AssumeRole only', () => {
  const rightId = { 'sts:ExternalId': 'regional-pipeline-us-east-1' };

  it.each<[string, RequestPrincipal]>([
    ['the pipeline role', sessionOf(P)],
    ['an administrator of the regional account', sessionOf('arn:aws:iam::111111111111:role/Administrator')],
    [
      'a role of the build role’s name under a path',
      sessionOf('arn:aws:iam::111111111111:role/x/regional-pipeline-codebuild-role'),
    ],
    [
      'the regional account’s root',
      { kind: 'user', accountId: REGIONAL, arn: 'arn:aws:iam::111111111111:root' },
    ],
    [
      'a user of the build role’s name',
      {
        kind: 'user',
        accountId: REGIONAL,
        arn: 'arn:aws:iam::111111111111:user/regional-pipeline-codebuild-role',
      },
    ],
    [
      'a build role of another account',
      sessionOf(`arn:aws:iam::${STRANGER}:role/regional-pipeline-codebuild-role`),
    ],
    ['the central account', sessionOf(`arn:aws:iam::${CENTRAL}:role/regional-pipeline-codebuild-role`)],
    [
      'an administrator of the management account',
      sessionOf(`arn:aws:iam::${MANAGEMENT}:role/Administrator`),
    ],
    ['the deploy role itself', sessionOf(D)],
    ['CodeBuild', { kind: 'service', service: 'codebuild.amazonaws.com' }],
    ['an anonymous caller', { kind: 'anonymous' }],
  ])('shuts out %s', (_, principal) => expect(assumeD(principal, rightId)).toBe('implicit-deny'));

  it.each([
    'sts:TagSession',
    'sts:SetSourceIdentity',
    'sts:AssumeRoleWithWebIdentity',
    'sts:AssumeRoleWithSAML',
  ])('grants no %s', (action) => expect(assumeD(sessionOf(C), rightId, action)).toBe('implicit-deny'));

  it('names the account as the principal, so a build role made again is let in', () => {
    expect(deployRoleTrust.Statement.map(({ Principal }) => Principal)).toEqual([
      { AWS: 'arn:aws:iam::111111111111:root' },
    ]);
  });
});

describe('SM-03: pair isolation', () => {
  it('holds for every two regions of a partition that share a regional account, whatever the caller says', () => {
    const regions = fc.constantFrom(...listRegions());
    const pair = fc.record({ from: regions, to: regions }).chain(({ from, to }) =>
      fc.record({
        from: fc.constant(from),
        to: fc.constant(to),
        id: fc.constantFrom(from, to),
        endpoint: fc.constantFrom(from, to),
      }),
    );
    fc.assert(
      fc.property(pair, ({ from, to, id, endpoint }) => {
        const mine = regionalResources(from, REGIONAL);
        const theirs = regionalResources(to, REGIONAL);
        const request: AccessRequest = {
          action: 'sts:AssumeRole',
          resource: `arn:${theirs.partition}:iam::${MANAGEMENT}:role/ManagementClusterDeployRole`,
          principal: sessionOf(mine.buildRoleArn),
          context: {
            'sts:ExternalId': `regional-pipeline-${id}`,
            'aws:RequestedRegion': endpoint,
            'aws:PrincipalOrgID': 'o-example0000',
            'aws:ResourceOrgID': 'o-example0000',
          },
        };
        const effect = effectOf(request, {
          identity: buildRoleIdentityPolicy({ resources: mine, centralStateBucket: 'central-state' }),
          resource: deployRoleTrustPolicy({ region: to, regionalAccountId: REGIONAL }),
        });
        expect(effect).toBe(from === to ? 'allow' : 'implicit-deny');
      }),
      { numRuns: 300, examples: [[{ from: region, to: region, id: region, endpoint: region }]] },
    );
  });
});

describe('SM-02: the regional accounts of one region', () => {
  it('do not open each other’s deploy roles', () => {
    const accounts = fc.stringMatching(/^\d{12}$/).map((id) => AccountId.parse(id));
    const regions = fc.constantFrom(...listRegions());
    fc.assert(
      fc.property(regions, accounts, accounts, (at, trusted, caller) => {
        const { partition, buildRoleArn } = regionalResources(at, caller);
        const effect = effectOf(
          {
            action: 'sts:AssumeRole',
            resource: `arn:${partition}:iam::${MANAGEMENT}:role/ManagementClusterDeployRole`,
            principal: sessionOf(buildRoleArn),
            context: { 'sts:ExternalId': `regional-pipeline-${at}` },
          },
          {
            identity: allowEverything,
            resource: deployRoleTrustPolicy({ region: at, regionalAccountId: trusted }),
          },
        );
        expect(effect).toBe(trusted === caller ? 'allow' : 'implicit-deny');
      }),
      { examples: [[region, REGIONAL, REGIONAL]] },
    );
  });
});

describe('SM-05: the service roles', () => {
  const resources = regionalResources(region, REGIONAL);
  const roles: [string, string, PolicyDocument, string, string][] = [
    ['build', C, buildRoleTrustPolicy(resources), 'codebuild.amazonaws.com', PROJECT],
    ['pipeline', P, pipelineRoleTrustPolicy(resources), 'codepipeline.amazonaws.com', PIPELINE],
  ];

  describe.each(roles)('the %s role', (_, role, trust, service, source) => {
    const assume = (
      principal: RequestPrincipal,
      context: AccessRequest['context'],
      action = 'sts:AssumeRole',
    ) =>
      effectOf(
        { action, resource: role, principal, context },
        { identity: allowEverything, resource: trust },
      );
    const rightful = { 'aws:SourceArn': source, 'aws:SourceAccount': '111111111111' };

    it('is its service’s, for its own resource', () => {
      expect(assume({ kind: 'service', service }, rightful)).toBe('allow');
    });

    it.each([
      ['without a source', {}],
      ['without a source account', { 'aws:SourceArn': source }],
      ['without a source ARN', { 'aws:SourceAccount': '111111111111' }],
      ['for another resource', { ...rightful, 'aws:SourceArn': `${source}2` }],
      ['for another region’s', { ...rightful, 'aws:SourceArn': source.replace('us-east-1', 'us-east-2') }],
      [
        'for another account’s',
        { 'aws:SourceArn': source.replace('1111', '9999'), 'aws:SourceAccount': STRANGER },
      ],
    ])('is not its service’s %s', (_case, context) => {
      expect(assume({ kind: 'service', service }, context)).toBe('implicit-deny');
    });

    it.each<[string, RequestPrincipal]>([
      ['another service', { kind: 'service', service: 'lambda.amazonaws.com' }],
      ['an administrator', sessionOf('arn:aws:iam::111111111111:role/Administrator')],
      ['the other role', sessionOf(role === C ? P : C)],
      ['an anonymous caller', { kind: 'anonymous' }],
    ])('is nothing for %s', (_case, principal) => expect(assume(principal, rightful)).toBe('implicit-deny'));

    it.each(['sts:TagSession', 'sts:SetSourceIdentity'])('takes no %s', (action) => {
      expect(assume({ kind: 'service', service }, rightful, action)).toBe('implicit-deny');
    });
  });
});
