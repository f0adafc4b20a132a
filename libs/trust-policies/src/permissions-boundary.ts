import type { PolicyDocument, Region } from '@regional-pipeline/platform-model';
import { boundaryFloor } from './boundary-floor.js';

/**
 * The permissions boundary B of one region, which every role that the deploy role makes must carry (SM-11, SM-16,
 * SM-17). It is the same document in every management account of the region.
 *
 * A boundary does not limit what a resource policy of the same account grants to a role *session*, but an explicit
 * Deny in it holds there too. So the ceiling is drawn by the Denies, and the Allow only names the services:
 *
 * - `FloorServices`: the services of {@link boundaryFloor}, in the region.
 * - `DenyAllButFloor`: every action but those that clusters, nodes and bootstrap tasks need. IAM, Organizations and
 *   STS's AssumeRole are among the denied. The list stands here once, for twice does not fit into a managed policy.
 * - `DenyOtherRegions`: every other region, and a request without one.
 *
 * ```json
 * [ { "Sid": "FloorServices", "Effect": "Allow", "Action": ["autoscaling:*", "…"], "Resource": "*",
 *     "Condition": { "StringEquals": { "aws:RequestedRegion": "us-east-1" } } },
 *   { "Sid": "DenyAllButFloor", "Effect": "Deny", "NotAction": ["autoscaling:DescribeAutoScalingGroups", "…"],
 *     "Resource": "*" },
 *   { "Sid": "DenyOtherRegions", "Effect": "Deny", "Action": "*", "Resource": "*",
 *     "Condition": { "StringNotEquals": { "aws:RequestedRegion": "us-east-1" } } } ]
 * ```
 */
export function permissionsBoundary(region: Region): PolicyDocument {
  const floor = Object.entries(boundaryFloor);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'FloorServices',
        Effect: 'Allow',
        Action: floor.map(([service]) => `${service}:*`),
        Resource: '*',
        Condition: { StringEquals: { 'aws:RequestedRegion': region } },
      },
      {
        Sid: 'DenyAllButFloor',
        Effect: 'Deny',
        NotAction: floor.flatMap(([service, actions]) => actions.map((action) => `${service}:${action}`)),
        Resource: '*',
      },
      {
        Sid: 'DenyOtherRegions',
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': region } },
      },
    ],
  };
}
