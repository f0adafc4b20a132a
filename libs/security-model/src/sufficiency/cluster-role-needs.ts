import type { ManagementPart } from '../deployment/deployment.js';
import { passedToServices, serviceLinkedServices } from '../facts/deploy-role-actions.js';
import type { NeedGroup } from './access-need.js';
import { providerSource } from './regional-need.js';

/**
 * What D needs of IAM for a cluster's roles (SM-22). A role is made with B from the start, and every change is one to
 * a role that carries it, which is what `iam:PermissionsBoundary` tells then.
 */
export function clusterRoleNeeds(
  partition: string,
  { names }: Pick<ManagementPart, 'names'>,
): readonly NeedGroup[] {
  const roles = [names.clusterRoles];
  const iam = (list: string) => list.split(' ').map((name) => `iam:${name}`);
  return [
    {
      work: 'the roles of cluster, nodes and tasks, with the boundary',
      source: providerSource(
        'iam',
        'aws_iam_role (which lists inline and attached policies when it is read, and instance profiles before it is ' +
          'deleted), aws_iam_role_policy, aws_iam_role_policy_attachment',
      ),
      needs: [
        {
          actions: iam(
            'GetRole GetRolePolicy ListRolePolicies ListAttachedRolePolicies ListInstanceProfilesForRole ' +
              'ListRoleTags TagRole UntagRole DeleteRole',
          ),
          resources: roles,
        },
        {
          actions: iam(
            'CreateRole PutRolePolicy DeleteRolePolicy AttachRolePolicy DetachRolePolicy UpdateAssumeRolePolicy ' +
              'PutRolePermissionsBoundary',
          ),
          resources: roles,
          context: { StringEquals: { 'iam:PermissionsBoundary': names.boundary } },
        },
      ],
    },
    {
      work: 'passing them to cluster, node group, task and pod identity association',
      source:
        'Service Authorization Reference, iam:PassedToService; EKS User Guide, cluster, node and pod identity roles; ' +
        'ECS Developer Guide, task execution role',
      needs: passedToServices(partition).map((service) => ({
        actions: ['iam:PassRole'],
        resources: roles,
        context: { StringEquals: { 'iam:PassedToService': service } },
      })),
    },
    {
      work: 'service-linked roles, which the services make and read as the caller',
      source:
        'EKS, EC2 Auto Scaling, ECS, EC2 Spot and Elastic Load Balancing User Guides, "service-linked roles"',
      needs: [
        ...serviceLinkedServices.map((service) => ({
          actions: ['iam:CreateServiceLinkedRole'],
          resources: [names.serviceLinkedRoles],
          context: { StringEquals: { 'iam:AWSServiceName': service } },
        })),
        { actions: ['iam:GetRole'], resources: [names.serviceLinkedRoles] },
      ],
    },
  ];
}
