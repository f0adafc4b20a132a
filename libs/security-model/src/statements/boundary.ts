import {
  action,
  allOf,
  anyOf,
  not,
  resource,
  resourceAccount,
  roleSession,
  when,
  type RequestSet,
} from '@regional-pipeline/policy-proofs';
import type { ManagementPart } from '../deployment/deployment.js';
import { changes } from '../facts/access-levels.js';
import { boundaryFloor } from '../facts/boundary-floor.js';
import { leftToAccountOf, mayDoEverything, notByIdentity, notUnderBoundary } from './layers.js';
import { outsideOf } from './region-isolation.js';
import type { Obligation, SecurityStatement } from './security-statement.js';

/** SM-16 */
export const ceilingAndFloor: SecurityStatement = {
  id: 'SM-16',
  sentence:
    'Under B a role is allowed no iam, organizations or account action, no `sts:AssumeRole`, and no action of a ' +
    'regional service with a region ≠ r or absent, even where a resource policy names its session; and B leaves ' +
    'what the AWS-managed policies for a cluster, its nodes, its CNI, images, tasks and SSM need, and nothing else.',
  obligations: ({ names, management }) =>
    management.flatMap((part): Obligation[] => {
      const roles = part.names.clusterRoles;
      const requests = (set: RequestSet) => allOf(roleSession(roles), set);
      return [
        ...notUnderBoundary(part.boundary, {
          about: `by ${roles} under B, an action of iam, organizations or account, or taking a role`,
          requests: requests(action('iam:*', 'organizations:*', 'account:*', 'sts:AssumeRole*')),
        }),
        ...notUnderBoundary(part.boundary, {
          about: `by ${roles} under B, an action of a regional service outside of ${names.region}`,
          requests: requests(outsideOf(names.region)),
        }),
        ...notUnderBoundary(part.boundary, {
          about: `by ${roles} under B, an action that none of the AWS-managed policies of the floor allows`,
          requests: requests(not(action(...boundaryFloor.flatMap(({ actions }) => actions)))),
        }),
        ...boundaryFloor.map(({ policy, actions }) => floor(part, names.region, policy, actions)),
      ];
    }),
};

function floor(
  { names, boundary, accountId }: ManagementPart,
  region: string,
  policy: string,
  actions: readonly string[],
): Obligation {
  return {
    kind: 'required',
    about: `by ${names.clusterRoles} under B with every identity policy, what ${policy} allows, in ${region}`,
    policies: {
      identity: [mayDoEverything],
      boundary,
      resource: leftToAccountOf({ arn: names.clusterRoles, accountId }).resource,
    },
    requests: allOf(
      roleSession(names.clusterRoles),
      action(...actions),
      // An action that takes no resource is asked for on *, which nobody owns.
      anyOf(resourceAccount(accountId), not(resource('arn:*'))),
      when({ StringEquals: { 'aws:RequestedRegion': region } }),
    ),
    looksAt: [boundary],
  };
}

/** What changes a role and gives it no power: its tags, and its end. */
const harmless = action('iam:TagRole', 'iam:UntagRole', 'iam:DeleteRole', 'iam:PassRole');

/** SM-17 */
export const escalationClosure: SecurityStatement = {
  id: 'SM-17',
  sentence:
    'Every role that D can create, change or pass carries B, and no role under B can make, change, pass or take a ' +
    'role; so what is reachable from D is within allowed(D) ∪ allowed(B). Precondition: no role `eks-*` without B ' +
    'stands in M before the first run.',
  obligations: ({ management }) =>
    management.flatMap(({ deployRole, names, boundary }) => [
      ...notByIdentity(deployRole, {
        about: `by ${deployRole.arn}, any change in IAM besides tags, deletion, passing and service-linked roles, without B on the role`,
        requests: allOf(
          roleSession(deployRole.arn),
          action('iam:*'),
          changes,
          not(anyOf(harmless, action('iam:CreateServiceLinkedRole'))),
          not(when({ StringEquals: { 'iam:PermissionsBoundary': names.boundary } })),
        ),
      }),
      ...notByIdentity(deployRole, {
        about: `by ${deployRole.arn}, passing a role that is not ${names.clusterRoles}, or taking any role`,
        requests: allOf(
          roleSession(deployRole.arn),
          anyOf(allOf(action('iam:PassRole'), not(resource(names.clusterRoles))), action('sts:*')),
        ),
      }),
      ...notUnderBoundary(boundary, {
        about: `by ${names.clusterRoles} under B, any change in IAM, or taking any role`,
        requests: allOf(roleSession(names.clusterRoles), anyOf(action('iam:*'), action('sts:*'))),
      }),
    ]),
};
