import type { PolicyDocument, RegionalResources } from '@regional-pipeline/platform-model';
import { denyDataToOthers, denyWithoutTls } from './bucket-denials.js';

/**
 * The policy of the pipeline's artifact store (SM-20): TLS only, and the artifacts are the pipeline role's and the
 * build role's. It grants nothing; what the two may do is in their identity policies. Both services reach the
 * store with these roles, never as service principals, which no statement lets in anyway.
 *
 * ```json
 * [ { "Sid": "DenyWithoutTls", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
 *     "Resource": ["arn:aws:s3:::ARTIFACTS", "arn:aws:s3:::ARTIFACTS/*"],
 *     "Condition": { "BoolIfExists": { "aws:SecureTransport": "false" } } },
 *   { "Sid": "DenyObjectsToOthers", "…": "…" },
 *   { "Sid": "DenyListingToOthers", "…": "…" } ]
 * ```
 */
export function artifactsBucketPolicy(resources: RegionalResources): PolicyDocument {
  const bucket = resources.artifactsBucketArn;
  return {
    Version: '2012-10-17',
    Statement: [
      denyWithoutTls(bucket),
      ...denyDataToOthers(bucket, [resources.pipelineRoleArn, resources.buildRoleArn]),
    ],
  };
}
