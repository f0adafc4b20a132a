import type { PolicyDocument, RegionalResources } from '@regional-pipeline/platform-model';
import { serviceRoleTrustPolicy } from './service-role-trust-policy.js';

/**
 * The trust policy of the build role C (SM-05): CodeBuild, for this pipeline's build project in this account.
 *
 * ```json
 * { "Effect": "Allow",
 *   "Principal": { "Service": "codebuild.amazonaws.com" },
 *   "Action": "sts:AssumeRole",
 *   "Condition": {
 *     "StringEquals": { "aws:SourceAccount": "REGIONAL" },
 *     "ArnEquals": { "aws:SourceArn": "arn:aws:codebuild:us-east-1:REGIONAL:project/management-cluster-deploy" } } }
 * ```
 */
export function buildRoleTrustPolicy(resources: RegionalResources): PolicyDocument {
  return serviceRoleTrustPolicy({
    sid: 'BuildProject',
    service: 'codebuild.amazonaws.com',
    sourceArn: resources.buildProjectArn,
    sourceAccountId: resources.accountId,
  });
}
