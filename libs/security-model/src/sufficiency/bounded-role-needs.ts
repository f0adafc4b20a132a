import { boundaryFloor } from '../facts/boundary-floor.js';
import type { NeedGroup } from './access-need.js';

/**
 * What cluster, nodes, CNI, tasks and SSM need of a role that carries B and its AWS-managed policy (SM-22): the
 * floor of SM-16, and what the same policies allow beside it for load balancers of services, image scans and caches.
 */
export function boundedRoleNeeds(region: string): readonly NeedGroup[] {
  const group = (policy: string, actions: readonly string[]): NeedGroup => ({
    work: `a role with ${policy}`,
    source: `AWS Managed Policy Reference, ${policy}`,
    needs: [{ actions, resources: ['*'], context: { StringEquals: { 'aws:RequestedRegion': region } } }],
  });
  const named = (service: string, names: string) => names.split(' ').map((name) => `${service}:${name}`);
  return [
    ...boundaryFloor.map(({ policy, actions }) => group(policy, actions)),
    group('AmazonEKSClusterPolicy', [
      'ec2:DescribeInstanceTopology',
      ...named(
        'elasticloadbalancing',
        'ApplySecurityGroupsToLoadBalancer AttachLoadBalancerToSubnets ConfigureHealthCheck ' +
          'CreateLoadBalancerListeners CreateLoadBalancerPolicy DeleteListener DeleteLoadBalancerListeners ' +
          'DeleteTargetGroup DeregisterInstancesFromLoadBalancer DeregisterTargets DescribeListeners ' +
          'DescribeLoadBalancerAttributes DescribeLoadBalancerPolicies DescribeTargetGroupAttributes ' +
          'DescribeTargetGroups DetachLoadBalancerFromSubnets ModifyListener ModifyLoadBalancerAttributes ' +
          'ModifyTargetGroupAttributes RegisterInstancesWithLoadBalancer SetLoadBalancerPoliciesForBackendServer ' +
          'SetLoadBalancerPoliciesOfListener',
      ),
    ]),
    group(
      'AmazonEC2ContainerRegistryReadOnly',
      named(
        'ecr',
        'GetRepositoryPolicy GetLifecyclePolicy GetLifecyclePolicyPreview ListTagsForResource DescribeImageScanFindings',
      ),
    ),
    group('AmazonEC2ContainerRegistryPullOnly', ['ecr:BatchImportUpstreamImage']),
  ];
}
