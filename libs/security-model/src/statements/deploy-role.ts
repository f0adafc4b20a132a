import {
  action,
  actionWhere,
  allOf,
  anyOf,
  not,
  resource,
  roleSession,
  when,
  type RequestSet,
} from '@regional-pipeline/policy-proofs';
import type { ManagementPart } from '../deployment/deployment.js';
import { changes } from '../facts/access-levels.js';
import { accountWideActions, reviewedWithoutResource } from '../facts/account-wide-actions.js';
import {
  boundedActions,
  clusterRoleActions,
  deployRoleServices,
  passedToServices,
  serviceLinkedRoleActions,
  serviceLinkedServices,
} from '../facts/deploy-role-actions.js';
import { deniedByIdentity, notByAllowsAlone, notByIdentity } from './layers.js';
import type { SecurityStatement } from './security-statement.js';

/** A statement about D in each management account: what its identity policies allow none of. */
function ofDeployRole(
  id: string,
  sentence: string,
  forbidden: (part: ManagementPart) => { readonly about: string; readonly requests: RequestSet },
): SecurityStatement {
  return {
    id,
    sentence,
    obligations: ({ management }) => management.flatMap((part) => notBy(part, forbidden(part))),
  };
}

function notBy(
  { deployRole }: ManagementPart,
  { about, requests }: { readonly about: string; readonly requests: RequestSet },
  layer = notByIdentity,
) {
  return layer(deployRole, {
    about: `by ${deployRole.arn}, ${about}`,
    requests: allOf(roleSession(deployRole.arn), requests),
  });
}

const serviceLinked = ({ names }: ManagementPart): RequestSet =>
  allOf(action(...serviceLinkedRoleActions), resource(names.serviceLinkedRoles));

/** SM-08 */
export const closedWorld: SecurityStatement = {
  id: 'SM-08',
  sentence:
    'D is allowed nothing outside eks, ec2, autoscaling, ecs, logs and the listed IAM actions, also where a resource ' +
    'policy in M names D.',
  obligations: ({ management }) =>
    management.flatMap((part) => [
      ...notBy(
        part,
        {
          about:
            'anything but the five services, the IAM actions on eks-* roles and those on service-linked roles, ' +
            'the Allows by themselves',
          requests: not(
            anyOf(
              action(...deployRoleServices),
              allOf(action(...clusterRoleActions), resource(part.names.clusterRoles)),
              serviceLinked(part),
            ),
          ),
        },
        notByAllowsAlone,
      ),
      ...notBy(
        part,
        {
          about: 'any other action on what a resource policy opens to it',
          requests: not(action(...deployRoleServices, ...clusterRoleActions, ...serviceLinkedRoleActions)),
        },
        deniedByIdentity,
      ),
    ]),
};

const takesNoResource = actionWhere(
  ({ name, resourceArns }) =>
    !(name in reviewedWithoutResource) && resourceArns?.length === 1 && resourceArns[0] === '*',
);

/** SM-09 */
export const noAccountWideSettings: SecurityStatement = {
  id: 'SM-09',
  sentence:
    'D changes no account-wide setting, default, quota or bill; these actions are refused by name, and so is every ' +
    'other action without a resource that changes something, but for those that were looked at.',
  obligations: ({ management }) =>
    management.flatMap((part) => [
      ...notBy(part, { about: 'an account-wide action', requests: action(...accountWideActions) }),
      ...notBy(part, {
        about: 'an action that changes something, takes no resource and was not looked at',
        requests: allOf(changes, takesNoResource, action(...deployRoleServices)),
      }),
    ]),
};

/** SM-10 */
export const mutatesClusterRolesAlone = ofDeployRole(
  'SM-10',
  'Every IAM mutation that D is allowed targets `role/eks-*` or, for service-linked roles alone, ' +
    '`role/aws-service-role/*`, in account M.',
  (part) => ({
    about: 'a change in IAM to anything but eks-* roles and service-linked roles',
    requests: allOf(
      action('iam:*'),
      changes,
      not(anyOf(resource(part.names.clusterRoles), serviceLinked(part))),
    ),
  }),
);

/** SM-11 */
export const boundaryRequired = ofDeployRole(
  'SM-11',
  '`iam:CreateRole`, `PutRolePolicy`, `AttachRolePolicy`, `DetachRolePolicy`, `DeleteRolePolicy`, ' +
    '`UpdateAssumeRolePolicy` and `PutRolePermissionsBoundary` by D imply `iam:PermissionsBoundary` = B.',
  ({ names }) => ({
    about: `an action that gives, takes or hands on a role's power, on a role that does not carry ${names.boundary}`,
    requests: allOf(
      action(...boundedActions),
      not(when({ StringEquals: { 'iam:PermissionsBoundary': names.boundary } })),
    ),
  }),
);

/** SM-12 */
export const boundaryStays: SecurityStatement = {
  id: 'SM-12',
  sentence: 'D cannot remove B from a role, nor edit, version or delete the policy B.',
  obligations: ({ management }) =>
    management.flatMap((part) =>
      notBy(
        part,
        {
          about: 'removing a boundary, or making, changing, versioning or deleting any policy, B among them',
          requests: action(
            'iam:Delete*PermissionsBoundary',
            'iam:CreatePolicy*',
            'iam:DeletePolicy*',
            'iam:SetDefaultPolicyVersion',
            'iam:TagPolicy',
            'iam:UntagPolicy',
          ),
        },
        deniedByIdentity,
      ),
    ),
};

/** SM-13 */
export const changesNoOtherRole = ofDeployRole(
  'SM-13',
  'D cannot change D, nor C, nor any role outside `eks-*`.',
  (part) => ({
    about: 'a change to a role that is neither eks-* nor service-linked',
    requests: allOf(
      action('iam:*Role*', 'iam:*AssumeRolePolicy'),
      changes,
      not(anyOf(resource(part.names.clusterRoles), serviceLinked(part))),
    ),
  }),
);

/** SM-14 */
export const passesClusterRoles: SecurityStatement = {
  id: 'SM-14',
  sentence:
    '`iam:PassRole` by D: only `role/eks-*`, only with `iam:PassedToService` present and one of eks, ec2, ecs-tasks, ' +
    'pods.eks.',
  obligations: ({ names: { partition }, management }) =>
    management.flatMap((part) => {
      const services = passedToServices(partition);
      return notBy(part, {
        about: `passing a role that is not eks-*, or to a service that is none of ${services.join(', ')}`,
        requests: allOf(
          action('iam:PassRole'),
          anyOf(
            not(resource(part.names.clusterRoles)),
            not(when({ StringEquals: { 'iam:PassedToService': services } })),
          ),
        ),
      });
    }),
};

/** SM-15 */
export const serviceLinkedRoles = ofDeployRole(
  'SM-15',
  '`iam:CreateServiceLinkedRole` by D: `iam:AWSServiceName` is one of eks, eks-nodegroup, autoscaling, ecs, spot, ' +
    'elasticloadbalancing.',
  () => ({
    about: `making a service-linked role for a service that is none of ${serviceLinkedServices.join(', ')}`,
    requests: allOf(
      action('iam:CreateServiceLinkedRole'),
      not(when({ StringEquals: { 'iam:AWSServiceName': serviceLinkedServices } })),
    ),
  }),
);
