/** The services that D builds clusters with: all of their actions but the account-wide ones. */
export const deployRoleServices = ['eks:*', 'ec2:*', 'autoscaling:*', 'ecs:*', 'logs:*'];

/** What D may do to a role `eks-*` (SM-08). */
export const clusterRoleActions = [
  'iam:CreateRole',
  'iam:DeleteRole',
  'iam:GetRole',
  'iam:TagRole',
  'iam:UntagRole',
  'iam:ListRoleTags',
  'iam:PutRolePolicy',
  'iam:GetRolePolicy',
  'iam:DeleteRolePolicy',
  'iam:ListRolePolicies',
  'iam:AttachRolePolicy',
  'iam:DetachRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:UpdateAssumeRolePolicy',
  'iam:ListInstanceProfilesForRole',
  'iam:PutRolePermissionsBoundary',
  'iam:PassRole',
];

/** What D may do to a service-linked role (SM-08). */
export const serviceLinkedRoleActions = ['iam:CreateServiceLinkedRole', 'iam:GetRole'];

/** What gives a role power, takes it or hands it on: only with B (SM-11). */
export const boundedActions = [
  'iam:CreateRole',
  'iam:PutRolePolicy',
  'iam:AttachRolePolicy',
  'iam:DetachRolePolicy',
  'iam:DeleteRolePolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:PutRolePermissionsBoundary',
];

/**
 * Whom D may pass a role to (SM-14). In China EC2 is passed roles by a second name as well.
 *
 * Source: the service principals in the partition data of the AWS CDK, ec2 in aws-cn.
 */
export function passedToServices(partition: string): readonly string[] {
  const everywhere = [
    'eks.amazonaws.com',
    'ec2.amazonaws.com',
    'ecs-tasks.amazonaws.com',
    'pods.eks.amazonaws.com',
  ];
  return partition === 'aws-cn' ? [...everywhere, 'ec2.amazonaws.com.cn'] : everywhere;
}

/** For which services D may make the service-linked role (SM-15). */
export const serviceLinkedServices = [
  'eks.amazonaws.com',
  'eks-nodegroup.amazonaws.com',
  'autoscaling.amazonaws.com',
  'ecs.amazonaws.com',
  'spot.amazonaws.com',
  'elasticloadbalancing.amazonaws.com',
];
