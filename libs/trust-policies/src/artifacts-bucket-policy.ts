import {
  fanOutResources,
  type PolicyDocument,
  type RegionalResources,
} from '@regional-pipeline/platform-model';
import { denyDataToOthers, denyWithoutTls } from './bucket-denials.js';

/**
 * The policy of the pipeline's artifact store (SM-20): TLS only, and the artifacts are the pipeline role's and the
 * build role's. It grants nothing; what the two may do is in their identity policies. Both services reach the
 * store with these roles, never as service principals, which no statement lets in anyway.
 *
 * With `fanOut` the fan-out role F gets in as well; its identity policy gives it the lists of clusters alone.
 *
 * ```json
 * [ { "Sid": "DenyWithoutTls", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
 *     "Resource": ["arn:aws:s3:::ARTIFACTS", "arn:aws:s3:::ARTIFACTS/*"],
 *     "Condition": { "BoolIfExists": { "aws:SecureTransport": "false" } } },
 *   { "Sid": "DenyObjectsToOthers", "…": "…" },
 *   { "Sid": "DenyListingToOthers", "…": "…" } ]
 * ```
 */
export function artifactsBucketPolicy(
  resources: RegionalResources,
  { fanOut = false }: { readonly fanOut?: boolean } = {},
): PolicyDocument {
  const bucket = resources.artifactsBucketArn;
  const { region, accountId, pipelineRoleArn, buildRoleArn } = resources;
  const readers = [pipelineRoleArn, buildRoleArn];
  if (fanOut) readers.push(fanOutResources(region, accountId).roleArn);
  return {
    Version: '2012-10-17',
    Statement: [denyWithoutTls(bucket), ...denyDataToOthers(bucket, readers)],
  };
}
