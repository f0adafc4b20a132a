import { Region, type AccountId, type PolicyDocument } from '@regional-pipeline/platform-model';
import { deployRoleIdentityPolicy } from './index.js';
import { MANAGEMENT } from './testing/accounts.js';
import { allowEverything, effectOf, grantToEveryone, sessionOf } from './testing/requests.js';

const identity = deployRoleIdentityPolicy({
  region: Region.parse('us-east-1'),
  managementAccountId: MANAGEMENT,
});
const D = sessionOf('arn:aws:iam::222222222222:role/ManagementClusterDeployRole');
const B = 'arn:aws:iam::222222222222:policy/ManagementClusterPermissionsBoundary';
const ROLE = 'arn:aws:iam::222222222222:role/eks-mc01-node';
const LINKED = 'arn:aws:iam::222222222222:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS';
const here = { 'aws:RequestedRegion': 'us-east-1' };

type Context = Record<string, string>;
const ask = (action: string, resource: string, context: Context, document: PolicyDocument = identity) =>
  effectOf(
    { action, resource, resourceAccountId: MANAGEMENT, principal: D, context },
    { identity: document },
  );

/** The policy's Allows alone, and its Denies alone beside a grant of everything. */
const allowsAlone = only('Allow');
const deniesAlone: PolicyDocument = {
  ...identity,
  Statement: [...allowEverything.Statement, ...only('Deny').Statement],
};
function only(effect: 'Allow' | 'Deny'): PolicyDocument {
  return { ...identity, Statement: identity.Statement.filter(({ Effect }) => Effect === effect) };
}

const regional = [
  ['eks:CreateCluster', '*'],
  ['eks:CreateNodegroup', 'arn:aws:eks:us-east-1:222222222222:cluster/mc01'],
  ['eks:DescribeCluster', 'arn:aws:eks:us-east-1:222222222222:cluster/mc01'],
  ['eks:CreateAddon', 'arn:aws:eks:us-east-1:222222222222:cluster/mc01'],
  ['eks:CreatePodIdentityAssociation', 'arn:aws:eks:us-east-1:222222222222:cluster/mc01'],
  ['eks:CreateAccessEntry', 'arn:aws:eks:us-east-1:222222222222:cluster/mc01'],
  ['ec2:CreateVpc', 'arn:aws:ec2:us-east-1:222222222222:vpc/*'],
  ['ec2:CreateSubnet', 'arn:aws:ec2:us-east-1:222222222222:subnet/*'],
  ['ec2:CreateNatGateway', 'arn:aws:ec2:us-east-1:222222222222:natgateway/*'],
  ['ec2:AllocateAddress', 'arn:aws:ec2:us-east-1:222222222222:elastic-ip/*'],
  ['ec2:AllocateIpamPoolCidr', 'arn:aws:ec2::222222222222:ipam-pool/p'],
  ['ec2:CreateLaunchTemplate', 'arn:aws:ec2:us-east-1:222222222222:launch-template/*'],
  ['ec2:RunInstances', 'arn:aws:ec2:us-east-1:222222222222:instance/*'],
  ['ec2:CreateFlowLogs', 'arn:aws:ec2:us-east-1:222222222222:vpc-flow-log/*'],
  ['ec2:CreateVpcEndpoint', 'arn:aws:ec2:us-east-1:222222222222:vpc-endpoint/*'],
  ['ec2:DescribeAvailabilityZones', '*'],
  ['ec2:DescribeAccountAttributes', '*'],
  [
    'autoscaling:CreateAutoScalingGroup',
    'arn:aws:autoscaling:us-east-1:222222222222:autoScalingGroup:*:autoScalingGroupName/x',
  ],
  ['ecs:RegisterTaskDefinition', 'arn:aws:ecs:us-east-1:222222222222:task-definition/bootstrap:1'],
  ['ecs:RunTask', 'arn:aws:ecs:us-east-1:222222222222:task-definition/bootstrap:1'],
  ['logs:CreateLogGroup', 'arn:aws:logs:us-east-1:222222222222:log-group:/aws/eks/mc01/cluster'],
  ['logs:CreateLogDelivery', '*'],
] as const;

describe('SM-06, SM-22: the deploy role builds clusters in its region', () => {
  it.each(regional)('%s', (action, resource) => expect(ask(action, resource, here)).toBe('allow'));
});

describe('SM-06: and in no other', () => {
  const elsewhere: [string, Context][] = [
    ['another region', { 'aws:RequestedRegion': 'us-east-2' }],
    ['no region', {}],
    ['a longer name', { 'aws:RequestedRegion': 'us-east-1a' }],
  ];
  describe.each(elsewhere)('%s', (_, context) => {
    it.each(regional)('%s, by the whole policy', (action, resource) =>
      expect(ask(action, resource, context)).toBe('explicit-deny'),
    );
    it.each(regional)('%s, by the Allows alone', (action, resource) =>
      expect(ask(action, resource, context, allowsAlone)).toBe('implicit-deny'),
    );
    it.each([...regional, ['s3:PutObject', 'arn:aws:s3:::x/y'], ['dynamodb:PutItem', '*']] as const)(
      '%s, by the Denies alone',
      (action, resource) => expect(ask(action, resource, context, deniesAlone)).toBe('explicit-deny'),
    );
  });
});

describe('SM-08: closed world', () => {
  it.each([
    's3:GetObject',
    's3:PutBucketPolicy',
    'kms:Decrypt',
    'ssm:GetParameter',
    'secretsmanager:GetSecretValue',
    'sts:AssumeRole',
    'sts:TagSession',
    'organizations:LeaveOrganization',
    'account:CloseAccount',
    'cloudformation:CreateStack',
    'elasticloadbalancing:CreateLoadBalancer',
    'eks-auth:AssumeRoleForPodIdentity',
    'iam:CreateUser',
    'iam:CreateAccessKey',
    'iam:CreateLoginProfile',
    'iam:CreateInstanceProfile',
    'iam:AddRoleToInstanceProfile',
    'iam:CreateOpenIDConnectProvider',
    'iam:CreatePolicy',
    'iam:CreatePolicyVersion',
    'iam:SetDefaultPolicyVersion',
    'iam:DeletePolicy',
    'iam:DeletePolicyVersion',
    'iam:DeleteRolePermissionsBoundary',
    'iam:UpdateRole',
    'iam:ListRoles',
    'iam:DeleteServiceLinkedRole',
  ])('%s is denied, whatever else allows it', (action) => {
    expect(ask(action, ROLE, here, deniesAlone)).toBe('explicit-deny');
  });
});

const withBoundary = [
  'iam:CreateRole',
  'iam:PutRolePolicy',
  'iam:AttachRolePolicy',
  'iam:DetachRolePolicy',
  'iam:DeleteRolePolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:PutRolePermissionsBoundary',
];
const onRoles = [
  'iam:DeleteRole',
  'iam:GetRole',
  'iam:TagRole',
  'iam:UntagRole',
  'iam:ListRoleTags',
  'iam:GetRolePolicy',
  'iam:ListRolePolicies',
  'iam:ListAttachedRolePolicies',
  'iam:ListInstanceProfilesForRole',
];

/** Each listed IAM action with a context in which it is allowed on a cluster role. */
const inContext: [string, Context][] = [
  ...onRoles.map((action): [string, Context] => [action, {}]),
  ...withBoundary.map((action): [string, Context] => [action, { 'iam:PermissionsBoundary': B }]),
  ['iam:PassRole', { 'iam:PassedToService': 'eks.amazonaws.com' }],
];

describe('SM-08, SM-22: IAM on cluster roles', () => {
  it.each(inContext)('%s is allowed, in whatever region IAM is seen', (action, context) => {
    expect(ask(action, ROLE, context)).toBe('allow');
    expect(ask(action, ROLE, { ...context, 'aws:RequestedRegion': 'us-west-2' })).toBe('allow');
  });
});

describe('SM-10, SM-13: IAM on anything else', () => {
  const others = [
    'arn:aws:iam::222222222222:role/ManagementClusterDeployRole',
    'arn:aws:iam::222222222222:role/OrganizationAccountAccessRole',
    'arn:aws:iam::222222222222:role/x/eks-mc01',
    'arn:aws:iam::222222222222:role/EKS-mc01',
    'arn:aws:iam::222222222222:user/eks-mc01',
    'arn:aws:iam::222222222222:policy/eks-mc01',
    'arn:aws:iam::222222222222:instance-profile/eks-mc01',
    B,
    '*',
  ];
  it.each(inContext)('%s is not allowed', (action, context) => {
    for (const resource of others) expect(ask(action, resource, context)).toBe('implicit-deny');
    expect(
      effectOf(
        { action, resource: ROLE.replace('2222', '9999'), principal: D, context },
        { identity, resource: grantToEveryone },
      ),
    ).toBe('implicit-deny');
  });

  it.each(inContext.filter(([action]) => action !== 'iam:GetRole'))(
    '%s is not allowed on a service-linked role',
    (action, context) => expect(ask(action, LINKED, context)).toBe('implicit-deny'),
  );
});

describe('SM-11: no role is made or changed without the boundary', () => {
  it.each(withBoundary)('%s', (action) => {
    for (const context of [
      {},
      { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess' },
      { 'iam:PermissionsBoundary': `${B}2` },
      { 'iam:PermissionsBoundary': B.replace('222222222222', '999999999999') },
    ]) {
      expect(ask(action, ROLE, context)).toBe('implicit-deny');
    }
  });
});

describe('SM-12: the boundary stays', () => {
  it.each([
    ['iam:DeleteRolePermissionsBoundary', ROLE],
    ['iam:CreatePolicyVersion', B],
    ['iam:SetDefaultPolicyVersion', B],
    ['iam:DeletePolicyVersion', B],
    ['iam:DeletePolicy', B],
    ['iam:TagPolicy', B],
  ])('%s on %s is denied', (action, resource) => {
    expect(ask(action, resource, { 'iam:PermissionsBoundary': B })).toBe('explicit-deny');
  });
});

describe('SM-14: roles are passed to four services', () => {
  const pass = (service: string | undefined, resource = ROLE, document = identity) =>
    ask('iam:PassRole', resource, service === undefined ? {} : { 'iam:PassedToService': service }, document);

  it.each(['eks', 'ec2', 'ecs-tasks', 'pods.eks'])('%s.amazonaws.com', (name) => {
    expect(pass(`${name}.amazonaws.com`)).toBe('allow');
    expect(pass(`${name}.amazonaws.com`, 'arn:aws:iam::222222222222:role/Administrator')).toBe(
      'implicit-deny',
    );
  });
  it.each([
    undefined,
    'lambda.amazonaws.com',
    'ecs.amazonaws.com',
    'ec2.amazonaws.com.cn',
    'eks-auth.amazonaws.com',
  ])('and not to %s', (service) => expect(pass(service)).toBe('implicit-deny'));
  it('EC2 has a second name in China, and China alone', () => {
    const china = deployRoleIdentityPolicy({
      region: Region.parse('cn-north-1'),
      managementAccountId: MANAGEMENT,
    });
    const role = ROLE.replace('arn:aws:', 'arn:aws-cn:');
    expect(pass('ec2.amazonaws.com.cn', role, china)).toBe('allow');
    expect(pass('ec2.amazonaws.com', role, china)).toBe('allow');
    expect(pass('eks.amazonaws.com.cn', role, china)).toBe('implicit-deny');
  });
});

describe('SM-15: service-linked roles are made for six services', () => {
  const create = (service: string | undefined, resource = LINKED) =>
    ask(
      'iam:CreateServiceLinkedRole',
      resource,
      service === undefined ? {} : { 'iam:AWSServiceName': service },
    );

  it.each(['eks', 'eks-nodegroup', 'autoscaling', 'ecs', 'spot', 'elasticloadbalancing'])(
    '%s.amazonaws.com',
    (name) => {
      expect(create(`${name}.amazonaws.com`)).toBe('allow');
      expect(create(`${name}.amazonaws.com`, ROLE)).toBe('implicit-deny');
    },
  );
  it.each([undefined, 'organizations.amazonaws.com', 'sso.amazonaws.com', 'eks-fargate.amazonaws.com'])(
    'and not for %s',
    (service) => expect(create(service)).toBe('implicit-deny'),
  );
  it('the one of the node groups can be read', () => {
    expect(ask('iam:GetRole', LINKED.replace('eks.', 'eks-nodegroup.'), {})).toBe('allow');
  });
});

describe('a management account that is a CDK token', () => {
  it('goes into the ARNs as it is', () => {
    const token = '${Token[AWS.AccountId.4]}' as AccountId;
    const document = deployRoleIdentityPolicy({
      region: Region.parse('us-east-1'),
      managementAccountId: token,
    });
    expect(JSON.stringify(document).replaceAll(token, '222222222222')).toBe(JSON.stringify(identity));
  });
});
