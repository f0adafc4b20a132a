import type { ModelNames } from '../facts/names.js';
import type { ManagementPart } from '../deployment/deployment.js';
import type { AccessNeed, NeedGroup } from './access-need.js';

/**
 * What D needs to make, change and delete a cluster in the region by Terraform (SM-22): an EKS cluster with a managed
 * node group in a VPC of its own, and an ECS task that prepares it.
 *
 * Each group says which resources of the Terraform provider, or which page of AWS, its API calls were taken from;
 * that an action takes the kind of resource it is listed with is tested against the Service Authorization Reference.
 */
export function clusterNeeds(
  { partition, region }: ModelNames,
  { accountId }: Pick<ManagementPart, 'accountId'>,
): readonly NeedGroup[] {
  const inRegion = { StringEquals: { 'aws:RequestedRegion': region } };
  const arn = (service: string, rest: string) => `arn:${partition}:${service}:${region}:${accountId}:${rest}`;
  const on = (service: string, kinds: readonly string[], names: string): AccessNeed => ({
    actions: names.split(' ').map((name) => `${service}:${name}`),
    resources: kinds.map((kind) => (kind === '*' ? '*' : arn(service, kind))),
    context: inRegion,
  });
  const ec2 = (kinds: readonly string[], names: string) => on('ec2', kinds, names);
  const eks = (kinds: readonly string[], names: string) => on('eks', kinds, names);
  const provider = (resources: string) => `API calls of ${resources} in hashicorp/terraform-provider-aws`;

  return [
    {
      work: 'an EKS cluster',
      source: provider(
        'aws_eks_cluster, aws_eks_addon, aws_eks_access_entry, aws_eks_pod_identity_association',
      ),
      needs: [
        eks(['*'], 'CreateCluster ListClusters DescribeAddonVersions'),
        eks(
          ['cluster/*'],
          'DescribeCluster UpdateClusterConfig UpdateClusterVersion DeleteCluster DescribeUpdate TagResource ' +
            'UntagResource ListTagsForResource CreateAddon ListAddons CreateAccessEntry ListAccessEntries ' +
            'CreatePodIdentityAssociation ListPodIdentityAssociations',
        ),
        eks(['addon/*'], 'DescribeAddon UpdateAddon DeleteAddon TagResource'),
        eks(
          ['access-entry/*'],
          'DescribeAccessEntry UpdateAccessEntry DeleteAccessEntry AssociateAccessPolicy ' +
            'DisassociateAccessPolicy ListAssociatedAccessPolicies TagResource',
        ),
        eks(
          ['podidentityassociation/*'],
          'DescribePodIdentityAssociation UpdatePodIdentityAssociation DeletePodIdentityAssociation TagResource',
        ),
      ],
    },
    {
      work: 'a managed node group',
      source: `${provider('aws_eks_node_group')}; EKS User Guide, "Customize managed nodes with launch templates": EKS tries the template with the caller's permissions`,
      needs: [
        eks(['cluster/*'], 'CreateNodegroup ListNodegroups'),
        eks(
          ['nodegroup/*'],
          'DescribeNodegroup UpdateNodegroupConfig UpdateNodegroupVersion DeleteNodegroup TagResource UntagResource',
        ),
        ec2(
          [
            'instance/*',
            'network-interface/*',
            'security-group/*',
            'subnet/*',
            'volume/*',
            'launch-template/*',
          ],
          'RunInstances',
        ),
        { ...ec2(['*'], 'RunInstances'), resources: [`arn:${partition}:ec2:${region}::image/*`] },
        ec2(['*'], 'DescribeInstances DescribeInstanceTypes DescribeInstanceTypeOfferings DescribeImages'),
        on('autoscaling', ['*'], 'DescribeAutoScalingGroups DescribeScalingActivities DescribeTags'),
        on('autoscaling', ['autoScalingGroup:*'], 'CreateOrUpdateTags DeleteTags'),
      ],
    },
    {
      work: 'a launch template',
      source: provider('aws_launch_template'),
      needs: [
        ec2(
          ['launch-template/*'],
          'CreateLaunchTemplate CreateLaunchTemplateVersion ModifyLaunchTemplate DeleteLaunchTemplate ' +
            'DeleteLaunchTemplateVersions CreateTags DeleteTags',
        ),
        ec2(['*'], 'DescribeLaunchTemplates DescribeLaunchTemplateVersions'),
      ],
    },
    {
      work: 'security groups',
      source: provider('aws_security_group, aws_vpc_security_group_ingress_rule, …_egress_rule'),
      needs: [
        ec2(['security-group/*', 'vpc/*'], 'CreateSecurityGroup'),
        ec2(
          ['security-group/*'],
          'DeleteSecurityGroup AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress ' +
            'RevokeSecurityGroupIngress RevokeSecurityGroupEgress ModifySecurityGroupRules CreateTags DeleteTags',
        ),
        ec2(['*'], 'DescribeSecurityGroups DescribeSecurityGroupRules DescribeNetworkInterfaces'),
      ],
    },
    {
      work: 'a VPC with subnets, routes, a NAT gateway and endpoints',
      source: provider(
        'aws_vpc, aws_subnet, aws_route_table, aws_route, aws_internet_gateway, aws_eip, aws_nat_gateway, aws_vpc_endpoint',
      ),
      needs: [
        ec2(['vpc/*'], 'CreateVpc DeleteVpc ModifyVpcAttribute CreateTags DeleteTags DescribeVpcAttribute'),
        ec2(['subnet/*'], 'CreateSubnet DeleteSubnet ModifySubnetAttribute CreateTags DeleteTags'),
        ec2(
          ['vpc/*'],
          'CreateSubnet CreateRouteTable CreateVpcEndpoint AttachInternetGateway DetachInternetGateway',
        ),
        ec2(
          ['route-table/*'],
          'CreateRouteTable DeleteRouteTable CreateRoute ReplaceRoute DeleteRoute AssociateRouteTable ' +
            'DisassociateRouteTable CreateVpcEndpoint CreateTags DeleteTags',
        ),
        ec2(['subnet/*'], 'AssociateRouteTable DisassociateRouteTable CreateNatGateway CreateVpcEndpoint'),
        ec2(
          ['internet-gateway/*'],
          'CreateInternetGateway DeleteInternetGateway AttachInternetGateway DetachInternetGateway CreateTags',
        ),
        ec2(['elastic-ip/*'], 'AllocateAddress ReleaseAddress CreateNatGateway CreateTags'),
        ec2(['*'], 'DisassociateAddress DescribeAddresses DescribeAddressesAttribute'),
        ec2(['natgateway/*'], 'CreateNatGateway DeleteNatGateway CreateTags'),
        ec2(['vpc-endpoint/*'], 'CreateVpcEndpoint ModifyVpcEndpoint DeleteVpcEndpoints CreateTags'),
        ec2(['security-group/*'], 'CreateVpcEndpoint'),
        ec2(
          ['*'],
          'DescribeVpcs DescribeSubnets DescribeRouteTables DescribeInternetGateways DescribeNatGateways ' +
            'DescribeVpcEndpoints DescribeVpcEndpointServices DescribePrefixLists DescribeNetworkAcls ' +
            'DescribeAvailabilityZones DescribeAccountAttributes DescribeTags',
        ),
      ],
    },
    {
      work: 'an ECS cluster and the task that prepares the cluster',
      source: provider(
        'aws_ecs_cluster, aws_ecs_task_definition, aws_ecs_service; ECS API Reference, RunTask',
      ),
      needs: [
        on('ecs', ['cluster/*'], 'CreateCluster DescribeClusters UpdateCluster DeleteCluster TagResource'),
        on('ecs', ['*'], 'DescribeTaskDefinition DeregisterTaskDefinition'),
        on('ecs', ['task-definition/*'], 'RegisterTaskDefinition RunTask TagResource'),
        on('ecs', ['task/*'], 'DescribeTasks StopTask'),
        on('ecs', ['service/*'], 'CreateService DescribeServices UpdateService DeleteService'),
      ],
    },
    {
      work: 'log groups',
      source: provider('aws_cloudwatch_log_group'),
      needs: [
        on(
          'logs',
          ['log-group:*'],
          'CreateLogGroup PutRetentionPolicy DeleteRetentionPolicy DeleteLogGroup TagResource ' +
            'UntagResource ListTagsForResource',
        ),
        on('logs', ['*'], 'DescribeLogGroups'),
        on('logs', ['log-group:*:log-stream:*'], 'GetLogEvents'),
      ],
    },
  ];
}
