import type { PolicyDocument, RegionalResources } from '@regional-pipeline/platform-model';
import { serviceRoleTrustPolicy } from './service-role-trust-policy.js';

/**
 * The trust policy of the pipeline role P (SM-05): CodePipeline, for this one pipeline in this account.
 *
 * ```json
 * { "Effect": "Allow",
 *   "Principal": { "Service": "codepipeline.amazonaws.com" },
 *   "Action": "sts:AssumeRole",
 *   "Condition": {
 *     "StringEquals": { "aws:SourceAccount": "REGIONAL" },
 *     "ArnEquals": { "aws:SourceArn": "arn:aws:codepipeline:us-east-1:REGIONAL:management-cluster-pipeline" } } }
 * ```
 */
export function pipelineRoleTrustPolicy(resources: RegionalResources): PolicyDocument {
  return serviceRoleTrustPolicy({
    sid: 'Pipeline',
    service: 'codepipeline.amazonaws.com',
    sourceArn: resources.pipelineArn,
    sourceAccountId: resources.accountId,
  });
}
