import type { ModelNames } from '../facts/names.js';
import type { ManagementPart } from '../deployment/deployment.js';
import type { NeedGroup } from './access-need.js';
import { networkNeeds } from './network-needs.js';
import { needsOf, providerSource } from './regional-need.js';

/**
 * What D needs to make, read, change and delete a cluster in the region by Terraform (SM-22): an EKS cluster with a
 * managed node group in a VPC of its own, and an ECS task that prepares it.
 *
 * Each group says which resources of the Terraform provider, or which page of AWS, its API calls were taken from;
 * that an action takes the kind of resource it is listed with is tested against the Service Authorization Reference.
 */
export function clusterNeeds(
  names: ModelNames,
  { accountId }: Pick<ManagementPart, 'accountId'>,
): readonly NeedGroup[] {
  const eks = needsOf('eks', names, accountId);
  const ec2 = needsOf('ec2', names, accountId);
  const autoscaling = needsOf('autoscaling', names, accountId);
  const ecs = needsOf('ecs', names, accountId);
  const logs = needsOf('logs', names, accountId);
  return [
    {
      work: 'an EKS cluster, its add-ons, access entries and pod identity associations',
      source: providerSource(
        'eks',
        'aws_eks_cluster, aws_eks_addon, aws_eks_access_entry, aws_eks_access_policy_association, ' +
          'aws_eks_pod_identity_association; data aws_eks_addon_version, aws_eks_cluster_versions, aws_eks_clusters',
      ),
      needs: [
        eks(
          ['*'],
          'CreateCluster ListClusters DescribeClusterVersions DescribeAddonVersions DescribeAddonConfiguration ListAccessPolicies',
        ),
        eks(
          ['cluster/*'],
          `DescribeCluster UpdateClusterConfig UpdateClusterVersion DeleteCluster DescribeUpdate ListUpdates TagResource
          UntagResource ListTagsForResource CreateAddon ListAddons CreateAccessEntry ListAccessEntries
          CreatePodIdentityAssociation ListPodIdentityAssociations`,
        ),
        eks(
          ['addon/*'],
          'DescribeAddon UpdateAddon DeleteAddon DescribeUpdate TagResource UntagResource ListTagsForResource',
        ),
        eks(
          ['access-entry/*'],
          `DescribeAccessEntry UpdateAccessEntry DeleteAccessEntry AssociateAccessPolicy DisassociateAccessPolicy
          ListAssociatedAccessPolicies TagResource UntagResource`,
        ),
        eks(
          ['podidentityassociation/*'],
          `CreateAddon UpdateAddon DescribePodIdentityAssociation UpdatePodIdentityAssociation
          DeletePodIdentityAssociation TagResource UntagResource`,
        ),
      ],
    },
    {
      work: 'a managed node group',
      source:
        `${providerSource('eks', 'aws_eks_node_group')}; ${providerSource('autoscaling', 'aws_autoscaling_group_tag')}; ` +
        'EC2 User Guide, "IAM permissions required for Amazon EC2 launch templates": who uses a template needs what ' +
        'launching, and tagging what is launched, takes',
      needs: [
        eks(['cluster/*'], 'CreateNodegroup ListNodegroups'),
        eks(
          ['nodegroup/*'],
          `DescribeNodegroup UpdateNodegroupConfig UpdateNodegroupVersion DeleteNodegroup DescribeUpdate ListUpdates
          TagResource UntagResource ListTagsForResource`,
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
        { ...ec2(['*'], 'RunInstances'), resources: [`arn:${names.partition}:ec2:${names.region}::image/*`] },
        ec2(['instance/*', 'volume/*', 'network-interface/*'], 'CreateTags'),
        ec2(['*'], 'DescribeInstances DescribeInstanceTypes DescribeInstanceTypeOfferings DescribeImages'),
        autoscaling(['*'], 'DescribeAutoScalingGroups DescribeScalingActivities DescribeTags'),
        autoscaling(['autoScalingGroup:*'], 'CreateOrUpdateTags DeleteTags'),
      ],
    },
    {
      work: 'a launch template',
      source: providerSource('ec2', 'aws_launch_template'),
      needs: [
        ec2(
          ['launch-template/*'],
          `CreateLaunchTemplate CreateLaunchTemplateVersion ModifyLaunchTemplate DeleteLaunchTemplate
          DeleteLaunchTemplateVersions CreateTags DeleteTags`,
        ),
        ec2(['*'], 'DescribeLaunchTemplates DescribeLaunchTemplateVersions'),
      ],
    },
    ...networkNeeds(names, accountId),
    {
      work: 'an ECS cluster and the task that prepares the cluster',
      source: `${providerSource(
        'ecs',
        'aws_ecs_cluster, aws_ecs_cluster_capacity_providers, aws_ecs_task_definition, aws_ecs_service',
      )}; Amazon ECS API Reference, RunTask, DescribeTasks and StopTask`,
      needs: [
        ecs(
          ['cluster/*'],
          `CreateCluster DescribeClusters UpdateCluster PutClusterCapacityProviders DeleteCluster TagResource
          UntagResource ListTagsForResource`,
        ),
        ecs(['*'], 'DescribeTaskDefinition DeregisterTaskDefinition ListTaskDefinitions'),
        ecs(
          ['task-definition/*'],
          'RegisterTaskDefinition RunTask TagResource UntagResource ListTagsForResource',
        ),
        ecs(['task/*'], 'DescribeTasks StopTask TagResource'),
        ecs(
          ['service/*'],
          'CreateService DescribeServices UpdateService DeleteService ListServiceDeployments TagResource UntagResource',
        ),
      ],
    },
    {
      work: 'log groups, and reading what was logged',
      source: `${providerSource('logs', 'aws_cloudwatch_log_group')}; Amazon CloudWatch Logs API Reference`,
      needs: [
        logs(
          ['log-group:*'],
          `CreateLogGroup PutRetentionPolicy DeleteRetentionPolicy DeleteLogGroup TagResource UntagResource
          ListTagsForResource DescribeLogStreams FilterLogEvents`,
        ),
        logs(['*'], 'DescribeLogGroups'),
        logs(['log-group:*:log-stream:*'], 'GetLogEvents'),
      ],
    },
  ];
}
