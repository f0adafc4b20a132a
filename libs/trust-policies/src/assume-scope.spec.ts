import { AccountId, Region, regionalResources } from '@regional-pipeline/platform-model';
import { buildRoleIdentityPolicy, type AssumeScope } from './index.js';
import { MANAGEMENT, REGIONAL, STRANGER } from './testing/accounts.js';
import { refusal } from './testing/refusal.js';
import { effectOf, trustEveryone, sessionOf } from './testing/requests.js';

const resources = regionalResources(Region.parse('us-east-1'), REGIONAL);
const C = 'arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role';

const pinned = { 'sts:ExternalId': 'regional-pipeline-us-east-1', 'aws:RequestedRegion': 'us-east-1' };
const inOrganization = {
  ...pinned,
  'aws:PrincipalOrgID': 'o-ours000000',
  'aws:ResourceOrgID': 'o-ours000000',
};

function policyOf(assumeScope?: AssumeScope) {
  return buildRoleIdentityPolicy({
    resources,
    centralStateBucket: 'central-state',
    ...(assumeScope && { assumeScope }),
  });
}

/** What the build role may do by itself: the roles that it asks for trust everybody. */
function assume(role: string, context: Record<string, string | string[]>, scope?: AssumeScope) {
  return effectOf(
    { action: 'sts:AssumeRole', resource: role, principal: sessionOf(C), context },
    { identity: policyOf(scope), resource: trustEveryone },
  );
}

const deployRole = (account: string) => `arn:aws:iam::${account}:role/ManagementClusterDeployRole`;

describe('SM-04: the build role assumes the deploy role', () => {
  it('in any account of its organization', () => {
    expect(assume(deployRole(MANAGEMENT), inOrganization)).toBe('allow');
    expect(assume(deployRole('333333333333'), inOrganization)).toBe('allow');
  });

  it.each([
    ['another organization', { ...inOrganization, 'aws:ResourceOrgID': 'o-theirs0000' }],
    ['an account of no organization', { ...pinned, 'aws:PrincipalOrgID': 'o-ours000000' }],
    ['anywhere when it is of no organization itself', { ...pinned, 'aws:ResourceOrgID': 'o-ours000000' }],
    ['anywhere when there is no organization at all', pinned],
  ])('and not in %s', (_, context) => expect(assume(deployRole(STRANGER), context)).toBe('implicit-deny'));

  it.each([
    'arn:aws:iam::222222222222:role/OrganizationAccountAccessRole',
    'arn:aws:iam::222222222222:role/ManagementClusterDeployRole2',
    'arn:aws:iam::222222222222:role/xManagementClusterDeployRole',
    'arn:aws:iam::222222222222:role/x/ManagementClusterDeployRole',
    'arn:aws:iam::222222222222:role/managementclusterdeployrole',
    'arn:aws:iam::222222222222:user/ManagementClusterDeployRole',
    'arn:aws-cn:iam::222222222222:role/ManagementClusterDeployRole',
  ])('and never %s', (role) => expect(assume(role, inOrganization)).toBe('implicit-deny'));

  it.each([
    'arn:aws:iam::222222222222:role/x:role/ManagementClusterDeployRole',
    'arn:aws:iam::222222222222:role/:role/ManagementClusterDeployRole',
    'arn:aws:iam::222222222222:role/a/b:c/d:role/ManagementClusterDeployRole',
  ])('and is denied a path that looks like the role, %s', (role) => {
    const paths = ['o-ours000000/r-abcd/'];
    const inUnit = { ...pinned, 'aws:ResourceOrgPaths': paths };
    expect(assume(role, inOrganization)).toBe('explicit-deny');
    expect(assume(role, inUnit, { kind: 'organizational-units', paths })).toBe('explicit-deny');
  });

  it('and does so by AssumeRole only', () => {
    for (const action of ['sts:TagSession', 'sts:SetSourceIdentity', 'sts:AssumeRoleWithWebIdentity']) {
      const request = {
        action,
        resource: deployRole(MANAGEMENT),
        principal: sessionOf(C),
        context: inOrganization,
      };
      expect(effectOf(request, { identity: policyOf(), resource: trustEveryone })).toBe('implicit-deny');
    }
  });
});

describe('SM-04: with accounts listed', () => {
  const scope: AssumeScope = { kind: 'accounts', accountIds: [MANAGEMENT, AccountId.parse('333333333333')] };

  it('it is these, with or without an organization', () => {
    expect(assume(deployRole(MANAGEMENT), pinned, scope)).toBe('allow');
    expect(assume(deployRole('333333333333'), pinned, scope)).toBe('allow');
  });

  it('and no other, be it of the same organization', () => {
    expect(assume(deployRole('444444444444'), inOrganization, scope)).toBe('implicit-deny');
  });
});

describe('SM-04: with organizational units listed', () => {
  const unit = 'o-ours000000/r-root/ou-root-11111111/';
  const scope: AssumeScope = { kind: 'organizational-units', paths: [unit] };
  const below: AssumeScope = { kind: 'organizational-units', paths: [`${unit}*`] };
  const at = (path: string) => ({ ...pinned, 'aws:ResourceOrgPaths': [path] });

  it('it is accounts of the unit', () => {
    expect(assume(deployRole(MANAGEMENT), at(unit), scope)).toBe('allow');
    expect(assume(deployRole(MANAGEMENT), at(`${unit}ou-root-22222222/`), scope)).toBe('implicit-deny');
  });

  it('and of those below it where the path ends in *', () => {
    expect(assume(deployRole(MANAGEMENT), at(unit), below)).toBe('allow');
    expect(assume(deployRole(MANAGEMENT), at(`${unit}ou-root-22222222/`), below)).toBe('allow');
  });

  it('and of no other, nor where the account has no path', () => {
    expect(assume(deployRole(MANAGEMENT), at('o-ours000000/r-root/ou-root-99999999/'), below)).toBe(
      'implicit-deny',
    );
    expect(assume(deployRole(MANAGEMENT), pinned, below)).toBe('implicit-deny');
  });
});

describe('SM-03, SM-07: whatever the scope, the external id and the region are pinned', () => {
  const scopes: AssumeScope[] = [
    { kind: 'organization' },
    { kind: 'accounts', accountIds: [MANAGEMENT] },
    { kind: 'organizational-units', paths: ['o-ours000000/r-root/*'] },
  ];
  const whole = { ...inOrganization, 'aws:ResourceOrgPaths': ['o-ours000000/r-root/ou-root-11111111/'] };
  const without = (key: string) => Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key));

  it.each(scopes)('$kind', (scope) => {
    const role = deployRole(MANAGEMENT);
    expect(assume(role, whole, scope)).toBe('allow');
    for (const key of ['sts:ExternalId', 'aws:RequestedRegion']) {
      expect(assume(role, without(key), scope)).toBe('implicit-deny');
    }
    expect(assume(role, { ...whole, 'sts:ExternalId': 'regional-pipeline-us-east-2' }, scope)).toBe(
      'implicit-deny',
    );
    expect(assume(role, { ...whole, 'aws:RequestedRegion': 'us-east-2' }, scope)).toBe('implicit-deny');
  });
});

describe('a scope that cannot be meant', () => {
  it.each<[string, AssumeScope]>([
    ['accountIds', { kind: 'accounts', accountIds: [] }],
    ['paths', { kind: 'organizational-units', paths: [] }],
  ])('is refused when its %s are none', (what, scope) => {
    expect(refusal(() => policyOf(scope))).toMatchObject({ code: 'AssumeScopeEmpty', context: { what } });
  });

  it.each([
    '*',
    'o-*',
    'o-ours000000',
    'o-ours000000/*',
    'ou-root-11111111',
    'o-ours000000/r-root/ou-root-11111111',
    '',
  ])('is refused with the path %p', (path) => {
    const error = refusal(() => policyOf({ kind: 'organizational-units', paths: [path] }));
    expect(error).toMatchObject({ code: 'OrganizationPathInvalid', context: { path } });
    expect(error.message).toContain(JSON.stringify(path));
  });

  it('is refused with a wildcard for an account', () => {
    const error = refusal(() => policyOf({ kind: 'accounts', accountIds: ['*' as AccountId] }));
    expect(error).toMatchObject({ code: 'NameIsPattern', context: { name: '*' } });
  });
});
