import {
  regionalResources,
  type AccountId,
  type PolicyDocument,
  type Region,
} from '@regional-pipeline/platform-model';

/** Whose build role may assume the deploy role: one region of one regional account. */
export interface DeployRoleTrust {
  readonly region: Region;
  readonly regionalAccountId: AccountId;
}

/**
 * The trust policy of the deploy role D in a management account.
 *
 * - SM-01: the external id must be present and be the region's.
 * - SM-02: the regional account is trusted, and of it only the role whose ARN is the build role's. The principal
 *   is the account and not the role, because IAM stores a role principal as the role's unique id: after the build
 *   role was deleted and made again the trust would name nobody. A role in the account besides C cannot match,
 *   for `aws:PrincipalArn` of a role session is the role's ARN with its path.
 *   Only `sts:AssumeRole` is granted, so no session tags and no source identity.
 * - SM-03: one half of pair isolation; the other is the build role's identity policy.
 *
 * ```json
 * { "Effect": "Allow",
 *   "Principal": { "AWS": "arn:aws:iam::REGIONAL:root" },
 *   "Action": "sts:AssumeRole",
 *   "Condition": {
 *     "StringEquals": { "sts:ExternalId": "regional-pipeline-us-east-1" },
 *     "ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::REGIONAL:role/regional-pipeline-codebuild-role" } } }
 * ```
 */
export function deployRoleTrustPolicy({ region, regionalAccountId }: DeployRoleTrust): PolicyDocument {
  const { partition, externalId, buildRoleArn } = regionalResources(region, regionalAccountId);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'RegionalBuildRole',
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${regionalAccountId}:root` },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'sts:ExternalId': externalId },
          ArnEquals: { 'aws:PrincipalArn': buildRoleArn },
        },
      },
    ],
  };
}
