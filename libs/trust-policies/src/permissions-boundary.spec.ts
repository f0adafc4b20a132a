import { Region } from '@regional-pipeline/platform-model';
import { boundaryFloorSources, permissionsBoundary } from './index.js';
import { allowEverything, effectOf, grantToEveryone, sessionOf, trustEveryone } from './testing/requests.js';

const boundary = permissionsBoundary(Region.parse('us-east-1'));
const NODE = sessionOf('arn:aws:iam::222222222222:role/eks-mc01-node');

const ask = (action: string, context: Record<string, string>, resource = '*') =>
  effectOf(
    { action, resource, resourceAccountId: '222222222222', principal: NODE, context },
    { identity: allowEverything, boundary },
  );

/** Policy → service → actions, as AWS publishes them, without iam:CreateServiceLinkedRole. */
const managedPolicies: Record<string, Record<string, string>> = {
  'AmazonEKSClusterPolicy v10': {
    autoscaling: 'DescribeAutoScalingGroups UpdateAutoScalingGroup',
    ec2: `AttachVolume AuthorizeSecurityGroupIngress CreateRoute CreateSecurityGroup CreateTags CreateVolume
      DeleteNetworkInterface DeleteRoute DeleteSecurityGroup DeleteVolume DescribeAccountAttributes DescribeAddresses
      DescribeAvailabilityZones DescribeDhcpOptions DescribeInstances DescribeInstanceTopology
      DescribeInternetGateways DescribeNetworkInterfaces DescribeRouteTables DescribeSecurityGroups DescribeSubnets
      DescribeVolumes DescribeVolumesModifications DescribeVpcs DetachVolume ModifyInstanceAttribute ModifyVolume
      RevokeSecurityGroupIngress`,
    elasticloadbalancing: `AddTags ApplySecurityGroupsToLoadBalancer AttachLoadBalancerToSubnets ConfigureHealthCheck
      CreateListener CreateLoadBalancer CreateLoadBalancerListeners CreateLoadBalancerPolicy CreateTargetGroup
      DeleteListener DeleteLoadBalancer DeleteLoadBalancerListeners DeleteTargetGroup
      DeregisterInstancesFromLoadBalancer DeregisterTargets DescribeListeners DescribeLoadBalancerAttributes
      DescribeLoadBalancerPolicies DescribeLoadBalancers DescribeTargetGroupAttributes DescribeTargetGroups
      DescribeTargetHealth DetachLoadBalancerFromSubnets ModifyListener ModifyLoadBalancerAttributes
      ModifyTargetGroup ModifyTargetGroupAttributes RegisterInstancesWithLoadBalancer RegisterTargets
      SetLoadBalancerPoliciesForBackendServer SetLoadBalancerPoliciesOfListener`,
    kms: 'DescribeKey',
  },
  'AmazonEKSWorkerNodePolicy v3': {
    ec2: `DescribeInstances DescribeInstanceTypes DescribeRouteTables DescribeSecurityGroups DescribeSubnets
      DescribeVolumes DescribeVolumesModifications DescribeVpcs`,
    eks: 'DescribeCluster',
    'eks-auth': 'AssumeRoleForPodIdentity',
  },
  'AmazonEKSWorkerNodeMinimalPolicy v1': { 'eks-auth': 'AssumeRoleForPodIdentity' },
  'AmazonEKS_CNI_Policy v6': {
    ec2: `AssignPrivateIpAddresses AttachNetworkInterface CreateNetworkInterface DeleteNetworkInterface
      DescribeInstances DescribeTags DescribeNetworkInterfaces DescribeInstanceTypes DescribeSubnets
      DescribeSecurityGroups DetachNetworkInterface ModifyNetworkInterfaceAttribute UnassignPrivateIpAddresses
      CreateTags`,
  },
  'AmazonEC2ContainerRegistryReadOnly v3': {
    ecr: `GetAuthorizationToken BatchCheckLayerAvailability GetDownloadUrlForLayer GetRepositoryPolicy
      DescribeRepositories ListImages DescribeImages BatchGetImage GetLifecyclePolicy GetLifecyclePolicyPreview
      ListTagsForResource DescribeImageScanFindings`,
  },
  'AmazonEC2ContainerRegistryPullOnly v1': {
    ecr: 'GetAuthorizationToken BatchGetImage GetDownloadUrlForLayer BatchImportUpstreamImage',
  },
  'service-role/AmazonECSTaskExecutionRolePolicy v1': {
    ecr: 'GetAuthorizationToken BatchCheckLayerAvailability GetDownloadUrlForLayer BatchGetImage',
    logs: 'CreateLogStream PutLogEvents',
  },
  'AmazonSSMManagedInstanceCore v2': {
    ssm: `DescribeAssociation GetDeployablePatchSnapshotForInstance GetDocument DescribeDocument GetManifest
      GetParameter GetParameters ListAssociations ListInstanceAssociations PutInventory PutComplianceItems
      PutConfigurePackageResult UpdateAssociationStatus UpdateInstanceAssociationStatus UpdateInstanceInformation`,
    ssmmessages: 'CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel',
    ec2messages: 'AcknowledgeMessage DeleteMessage FailMessage GetEndpoint GetMessages SendReply',
  },
};
const actionsOf = (services: Record<string, string>) =>
  Object.entries(services).flatMap(([service, names]) =>
    names.split(/\s+/).map((name) => `${service}:${name}`),
  );

describe('SM-16: the floor', () => {
  it('names the managed policies that it comes from', () => {
    expect(boundaryFloorSources.map(({ policy, version }) => `${policy} ${version}`)).toEqual(
      Object.keys(managedPolicies),
    );
  });

  it.each(Object.entries(managedPolicies))('has all of %s in the region', (_, services) => {
    for (const action of actionsOf(services)) {
      expect([action, ask(action, { 'aws:RequestedRegion': 'us-east-1' })]).toEqual([action, 'allow']);
    }
  });
});

describe('SM-16: the ceiling', () => {
  const floor = new Set(Object.values(managedPolicies).flatMap(actionsOf));

  it('is the floor: no action is let through that no managed policy has', () => {
    const letThrough = boundary.Statement.flatMap(({ Effect, NotAction }) =>
      Effect === 'Deny' ? (NotAction ?? []) : [],
    );
    expect(new Set(letThrough)).toEqual(floor);
  });

  it.each([
    'iam:PassRole',
    'iam:CreateRole',
    'iam:CreateServiceLinkedRole',
    'organizations:LeaveOrganization',
    'account:CloseAccount',
    'sts:AssumeRole',
    'sts:TagSession',
    's3:GetObject',
    'secretsmanager:GetSecretValue',
    'kms:Decrypt',
    'ec2:RunInstances',
    'ec2:CreateLaunchTemplateVersion',
    'eks:CreateAccessEntry',
    'ecr:PutImage',
    'ssm:SendCommand',
    'ssm:StartSession',
    'logs:PutResourcePolicy',
  ])('%s is denied, also where a resource policy grants it to the session', (action) => {
    const request = {
      action,
      resource: 'arn:aws:s3:::anything',
      resourceAccountId: '222222222222',
      principal: NODE,
      context: { 'aws:RequestedRegion': 'us-east-1' },
    };
    const resource = action.startsWith('sts:') ? trustEveryone : grantToEveryone;
    expect(effectOf(request, { identity: allowEverything, boundary, resource })).toBe('explicit-deny');
  });

  it.each([...floor])('%s is denied in another region, and without one', (action) => {
    expect(ask(action, { 'aws:RequestedRegion': 'us-east-2' })).toBe('explicit-deny');
    expect(ask(action, {})).toBe('explicit-deny');
  });

  it('holds its region from the Allows alone, too', () => {
    const allows = { ...boundary, Statement: boundary.Statement.filter(({ Effect }) => Effect === 'Allow') };
    const effectIn = (context: Record<string, string>) =>
      effectOf(
        { action: 'ec2:DescribeVpcs', resource: '*', principal: NODE, context },
        { identity: allowEverything, boundary: allows },
      );
    expect(effectIn({ 'aws:RequestedRegion': 'us-east-1' })).toBe('allow');
    expect(effectIn({ 'aws:RequestedRegion': 'us-east-2' })).toBe('implicit-deny');
    expect(effectIn({})).toBe('implicit-deny');
  });

  it('grants nothing by itself', () => {
    const request = {
      action: 'ec2:DescribeVpcs',
      resource: '*',
      principal: NODE,
      context: { 'aws:RequestedRegion': 'us-east-1' },
    };
    expect(effectOf(request, { boundary })).toBe('implicit-deny');
  });
});
