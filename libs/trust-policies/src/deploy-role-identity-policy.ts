import {
  managementResources,
  type AccountId,
  type Partition,
  type PolicyDocument,
  type Region,
} from '@regional-pipeline/platform-model';
import { accountWideActions } from './account-wide-actions.js';
import { deployRoleIamActions } from './deploy-role-iam-actions.js';

/** The management account and the region that the deploy role works in. */
export interface DeployRoleScope {
  readonly region: Region;
  /** May be a CDK token: the role's stack is the same for every management account. */
  readonly managementAccountId: AccountId;
}

/** The services that the deploy role is granted as a whole, in its region (SM-08). */
const services = ['eks:*', 'ec2:*', 'autoscaling:*', 'ecs:*', 'logs:*'];

/** The services that service-linked roles may be made for (SM-15): `.amazonaws.com` in every partition. */
const serviceLinkedFor = ['eks', 'eks-nodegroup', 'autoscaling', 'ecs', 'spot', 'elasticloadbalancing'];

/**
 * The identity policy of the deploy role D: it builds clusters in one region, and a Deny stands behind each bound.
 *
 * Allowed:
 * - `BuildInRegion`: five services as a whole, in the region (SM-06, SM-08). Their actions often take no resource,
 *   so it is the region and not the ARN that bounds them.
 * - `DescribeAndDeleteClusterRoles`, `ManageBoundedClusterRoles`, `PassClusterRoles`: roles named `eks-*` alone,
 *   changed only where they carry B (SM-10, SM-11), passed only to four services (SM-14).
 * - `CreateServiceLinkedRoles`, `ReadServiceLinkedRoles`: SM-15; EKS reads the one of its node groups.
 *
 * Denied:
 * - `DenyAllElse`: the closed world of SM-08, also against a resource policy of the account that names D. What
 *   would undo the boundary (`iam:DeleteRolePermissionsBoundary`, `iam:CreatePolicyVersion`, …) falls under it (SM-12).
 * - `DenyOtherRegions`: SM-06 once more, without the Allows' help; it matches a request without a region too. IAM is
 *   left out: its requests are seen in one region of each partition, and are scoped by ARN.
 * - `DenyAccountWide`: SM-09, by name (see {@link accountWideActions}).
 *
 * SM-13 holds since D's own name does not begin with `eks-`.
 *
 * ```json
 * [ { "Sid": "BuildInRegion", "Effect": "Allow", "Action": ["eks:*", "ec2:*", "autoscaling:*", "ecs:*", "logs:*"],
 *     "Resource": "*", "Condition": { "StringEquals": { "aws:RequestedRegion": "us-east-1" } } },
 *   { "Sid": "ManageBoundedClusterRoles", "Effect": "Allow", "Action": ["iam:CreateRole", "…"],
 *     "Resource": "arn:aws:iam::MANAGEMENT:role/eks-*", "Condition": { "StringEquals": {
 *       "iam:PermissionsBoundary": "arn:aws:iam::MANAGEMENT:policy/ManagementClusterPermissionsBoundary" } } },
 *   { "Sid": "DenyAllElse", "Effect": "Deny", "NotAction": ["eks:*", "…", "iam:CreateRole", "…"], "Resource": "*" },
 *   { "Sid": "DenyOtherRegions", "Effect": "Deny", "NotAction": "iam:*", "Resource": "*",
 *     "Condition": { "StringNotEquals": { "aws:RequestedRegion": "us-east-1" } } },
 *   { "Sid": "DenyAccountWide", "Effect": "Deny", "Action": ["ec2:*ableEbsEncryptionByDefault", "…"], "Resource": "*" },
 *   "…" ]
 * ```
 */
export function deployRoleIdentityPolicy({ region, managementAccountId }: DeployRoleScope): PolicyDocument {
  const { partition, clusterRolesArn, serviceLinkedRolesArn, permissionsBoundaryArn } = managementResources(
    region,
    managementAccountId,
  );
  const { describeAndDelete, withBoundary, pass, createServiceLinked } = deployRoleIamActions;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'BuildInRegion',
        Effect: 'Allow',
        Action: services,
        Resource: '*',
        Condition: { StringEquals: { 'aws:RequestedRegion': region } },
      },
      {
        Sid: 'DescribeAndDeleteClusterRoles',
        Effect: 'Allow',
        Action: describeAndDelete,
        Resource: clusterRolesArn,
      },
      {
        Sid: 'ManageBoundedClusterRoles',
        Effect: 'Allow',
        Action: withBoundary,
        Resource: clusterRolesArn,
        Condition: { StringEquals: { 'iam:PermissionsBoundary': permissionsBoundaryArn } },
      },
      {
        Sid: 'PassClusterRoles',
        Effect: 'Allow',
        Action: pass,
        Resource: clusterRolesArn,
        Condition: { StringEquals: { 'iam:PassedToService': servicesPassedTo(partition) } },
      },
      {
        Sid: 'CreateServiceLinkedRoles',
        Effect: 'Allow',
        Action: createServiceLinked,
        Resource: serviceLinkedRolesArn,
        Condition: {
          StringEquals: { 'iam:AWSServiceName': serviceLinkedFor.map((name) => `${name}.amazonaws.com`) },
        },
      },
      {
        Sid: 'ReadServiceLinkedRoles',
        Effect: 'Allow',
        Action: 'iam:GetRole',
        Resource: serviceLinkedRolesArn,
      },
      {
        Sid: 'DenyAllElse',
        Effect: 'Deny',
        NotAction: [...services, ...describeAndDelete, ...withBoundary, pass, createServiceLinked],
        Resource: '*',
      },
      {
        Sid: 'DenyOtherRegions',
        Effect: 'Deny',
        NotAction: 'iam:*',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': region } },
      },
      {
        Sid: 'DenyAccountWide',
        Effect: 'Deny',
        Action: accountWideActions.flatMap(({ actions }) => actions),
        Resource: '*',
      },
    ],
  };
}

/**
 * The services that cluster roles may be passed to (SM-14), as `iam:PassedToService` names them.
 *
 * In China EC2 goes by two names: a role passed to run an instance is passed to `ec2.amazonaws.com.cn`, one passed
 * into an instance profile to `ec2.amazonaws.com` (terraform-aws-modules/terraform-aws-eks#3422).
 */
function servicesPassedTo(partition: Partition): string[] {
  const everywhere = ['eks', 'ec2', 'ecs-tasks', 'pods.eks'].map((name) => `${name}.amazonaws.com`);
  return partition === 'aws-cn' ? [...everywhere, 'ec2.amazonaws.com.cn'] : everywhere;
}
