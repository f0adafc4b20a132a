import type { PolicyPrincipal, PolicyStatement } from '@regional-pipeline/platform-model';
import {
  action,
  allOf,
  not,
  resource,
  resourceAccount,
  roleSession,
  service,
  when,
  type RequestSet,
} from '@regional-pipeline/policy-proofs';
import {
  viewOf,
  type Deployment,
  type DeployedRole,
  type ManagementPart,
  type RegionalPart,
} from '../deployment/deployment.js';
import type { ModelNames } from '../facts/names.js';
import { byIdentity, notByIdentity, notByTrust, notOnRolesByIdentity, roleTaking } from './layers.js';
import type { Obligation, SecurityStatement } from './security-statement.js';

/** Every way to take one role. */
const taking = ({ arn, accountId }: DeployedRole): RequestSet =>
  allOf(roleTaking, resource(arn), resourceAccount(accountId));

const withExternalId = (externalId: string): RequestSet =>
  when({ StringEquals: { 'sts:ExternalId': externalId } });

/** SM-01 */
export const externalIdRequired: SecurityStatement = {
  id: 'SM-01',
  sentence: 'Nobody assumes D unless `sts:ExternalId` is present and equals `regional-pipeline-r`.',
  obligations: trustsOwnExternalIdAlone,
};

function trustsOwnExternalIdAlone({ names, management }: Deployment): Obligation[] {
  return management.map(({ deployRole }) =>
    notByTrust(deployRole, {
      about: `by anyone, taking ${deployRole.arn} without the external id ${names.externalId}`,
      requests: allOf(taking(deployRole), not(withExternalId(names.externalId))),
    }),
  );
}

/** SM-02 */
export const buildRoleAlone: SecurityStatement = {
  id: 'SM-02',
  sentence:
    'No principal but C may assume D, and by `sts:AssumeRole` only, without session tags and source identity. ' +
    'The trust names the regional account and pins `aws:PrincipalArn` to C, so it survives C being deleted and made again.',
  obligations: ({ names, management }) =>
    management.flatMap(({ deployRole }): Obligation[] => [
      notByTrust(deployRole, {
        about: `by anyone but ${names.buildRole}, taking ${deployRole.arn}; by anyone, other than by sts:AssumeRole`,
        requests: allOf(
          taking(deployRole),
          not(allOf(roleSession(names.buildRole), action('sts:AssumeRole'))),
        ),
      }),
      namesRegionalAccount(names, deployRole),
    ]),
};

/** A role in `Principal` is stored as its unique id, which a re-created role does not have; an account is not. */
function namesRegionalAccount(
  { partition, regionalAccount }: ModelNames,
  { trust, arn }: DeployedRole,
): Obligation {
  const named = trust.document.Statement.map(({ Principal }) => Principal);
  const accounts = [regionalAccount, `arn:${partition}:iam::${regionalAccount}:root`];
  const isRegionalAccount = (principal: PolicyPrincipal | undefined) =>
    typeof principal === 'object' &&
    Object.keys(principal).join() === 'AWS' &&
    [principal.AWS ?? []].flat().every((one) => accounts.includes(one));
  return {
    kind: 'setting',
    about: `the trust policy of ${arn} names the regional account and nobody else`,
    holds: named.every(isRegionalAccount),
    found: `it names ${named.map((principal) => JSON.stringify(principal)).join(' and ')}`,
    location: trust.location,
  };
}

/**
 * SM-03. Two obligations of each region alone give it for every pair: C(r) presents no external id but r's, and D(r')
 * takes none but that of r', which is another. So the proof grows with the regions and not with their pairs; pairs
 * that are given are asked directly as well.
 */
export const pairIsolation: SecurityStatement = {
  id: 'SM-03',
  sentence:
    "For every ordered pair of regions r ≠ r', no request satisfies C(r)'s identity policy and D(r')'s trust policy, " +
    'also when both regions share one regional account.',
  obligations: (deployment, beside) => [
    ...presentsOwnExternalIdAlone(deployment),
    ...trustsOwnExternalIdAlone(deployment),
    ...beside.flatMap((other) => [...acrossPair(deployment, other), ...acrossPair(other, deployment)]),
  ],
};

function presentsOwnExternalIdAlone({ names, regional }: Deployment): Obligation[] {
  if (!regional) return [];
  return notByIdentity(regional.buildRole, {
    about: `by ${names.buildRole}, taking any role without the external id ${names.externalId}`,
    requests: allOf(roleSession(names.buildRole), roleTaking, not(withExternalId(names.externalId))),
  });
}

function acrossPair({ names, regional }: Deployment, other: Deployment): Obligation[] {
  if (!regional) return [];
  const { buildRole } = regional;
  const identity = buildRole.identity.map((policy) => viewOf(policy, mayBeAboutTakingRoles));
  return other.management.map(({ deployRole }: ManagementPart) => ({
    kind: 'forbidden',
    about: `by ${names.buildRole} of ${names.region}, taking ${deployRole.arn} of ${other.names.region}`,
    policies: { identity, resource: deployRole.trust },
    requests: allOf(roleSession(buildRole.arn), taking(deployRole)),
    looksAt: [...identity, deployRole.trust],
  }));
}

/** The other statements have no say in it; leaving them out makes a thousand pairs quick. */
function mayBeAboutTakingRoles({ Action, NotAction }: PolicyStatement): boolean {
  return (
    NotAction !== undefined || [Action ?? []].flat().some((pattern) => /^(sts|[^:]*[*?])/i.test(pattern))
  );
}

/** SM-04 */
export const deployRoleAlone: SecurityStatement = {
  id: 'SM-04',
  sentence:
    'C can assume roles named exactly `ManagementClusterDeployRole` and no other, and stays within its own ' +
    'organization, or the accounts or organizational units that the deployer lists.',
  obligations: ({ names, regional, management }) => {
    if (!regional) return [];
    const roleArn = (account: string, rest: string) => `arn:${names.partition}:iam::${account}:role/${rest}`;
    const byBuildRole = allOf(roleSession(names.buildRole), roleTaking);
    return [
      ...notByIdentity(regional.buildRole, {
        about: `by ${names.buildRole}, taking a role whose ARN does not end in :role/ManagementClusterDeployRole`,
        requests: allOf(byBuildRole, not(resource(roleArn('*', 'ManagementClusterDeployRole')))),
      }),
      // A role's path may have colons, so that its ARN ends like the deploy role's: role/x:role/ManagementClusterDeployRole.
      ...notOnRolesByIdentity(regional.buildRole, {
        about: `by ${names.buildRole}, taking a role whose path or name has a colon`,
        requests: allOf(byBuildRole, resource(roleArn('????????????', '*:*'))),
      }),
      ...notByIdentity(regional.buildRole, {
        about: `by ${names.buildRole}, taking a role outside of ${scopeInWords(regional)}`,
        requests: allOf(byBuildRole, not(withinScope(names, regional))),
      }),
      ...management.map(({ deployRole }) =>
        byIdentity(regional.buildRole, {
          about: `by ${names.buildRole}, sts:AssumeRole on ${deployRole.arn} with the external id, in the region`,
          trust: true,
          requests: allOf(
            roleSession(names.buildRole),
            action('sts:AssumeRole'),
            resource(deployRole.arn),
            resourceAccount(deployRole.accountId),
            withExternalId(names.externalId),
            when({ StringEquals: { 'aws:RequestedRegion': names.region } }),
            withinScope(names, regional),
          ),
        }),
      ),
    ];
  },
};

function withinScope(
  { partition }: Deployment['names'],
  { intent: { assumeScope } }: RegionalPart,
): RequestSet {
  switch (assumeScope.kind) {
    case 'organization':
      return when({ StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } });
    case 'accounts':
      return resource(
        ...assumeScope.accountIds.map((id) => `arn:${partition}:iam::${id}:role/ManagementClusterDeployRole`),
      );
    case 'organizational-units':
      return when({ 'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': assumeScope.paths } });
  }
}

function scopeInWords({ intent: { assumeScope } }: RegionalPart): string {
  switch (assumeScope.kind) {
    case 'organization':
      return 'its own organization';
    case 'accounts':
      return `the accounts ${assumeScope.accountIds.join(', ')}`;
    case 'organizational-units':
      return `the organizational units ${assumeScope.paths.join(', ')}`;
  }
}

/** SM-05 */
export const serviceRolesTrust: SecurityStatement = {
  id: 'SM-05',
  sentence:
    "Only `codebuild.amazonaws.com` for this project's ARN in this account may assume C; only " +
    "`codepipeline.amazonaws.com` for this pipeline's ARN may assume P; only `states.amazonaws.com` for this state " +
    "machine's ARN, or its map's, may assume F, where there is one.",
  obligations: ({ names, regional }) =>
    regional
      ? [
          servedOnlyBy(
            regional.buildRole,
            'codebuild.amazonaws.com',
            names.buildProject,
            names.regionalAccount,
          ),
          servedOnlyBy(
            regional.pipelineRole,
            'codepipeline.amazonaws.com',
            names.pipeline,
            names.regionalAccount,
          ),
          ...(regional.fanOutRole
            ? [
                servedOnlyBy(
                  regional.fanOutRole,
                  'states.amazonaws.com',
                  names.fanOut.stateMachine,
                  names.regionalAccount,
                  `${names.fanOut.stateMachine}/*`,
                ),
              ]
            : []),
        ]
      : [],
};

function servedOnlyBy(
  role: DeployedRole,
  name: string,
  source: string,
  account: string,
  ...parts: readonly string[]
): Obligation {
  return notByTrust(role, {
    about: `by anyone but ${name} for ${source}, taking ${role.arn}`,
    requests: allOf(
      taking(role),
      not(
        allOf(
          service(name),
          action('sts:AssumeRole'),
          when({
            ArnEquals: { 'aws:SourceArn': [source, ...parts] },
            StringEquals: { 'aws:SourceAccount': account },
          }),
        ),
      ),
    ),
  });
}
