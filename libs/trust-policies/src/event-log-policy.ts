import {
  monitoringResources,
  type PolicyDocument,
  type RegionalResources,
} from '@regional-pipeline/platform-model';

/**
 * The policy by which EventBridge writes the failed AssumeRole calls to their log group, and to no other.
 *
 * EventBridge makes the log streams without saying for which rule; the events themselves come from the one rule.
 * Source: EventBridge user guide, "Using resource-based policies for Amazon EventBridge", CloudWatch Logs permissions.
 *
 * ```json
 * [ { "Sid": "MakeStreams", "Effect": "Allow",
 *     "Principal": { "Service": ["events.amazonaws.com", "delivery.logs.amazonaws.com"] },
 *     "Action": "logs:CreateLogStream", "Resource": "GROUP:*" },
 *   { "Sid": "WriteEvents", "Effect": "Allow", "Principal": { "…": "…" }, "Action": "logs:PutLogEvents",
 *     "Resource": "GROUP:*", "Condition": { "ArnEquals": { "aws:SourceArn": "RULE" } } } ]
 * ```
 */
export function eventLogPolicy({ region, accountId }: RegionalResources): PolicyDocument {
  const { assumeRoleLogGroupArn, ruleArns } = monitoringResources(region, accountId);
  const Principal = { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'MakeStreams',
        Effect: 'Allow',
        Principal,
        Action: 'logs:CreateLogStream',
        Resource: `${assumeRoleLogGroupArn}:*`,
      },
      {
        Sid: 'WriteEvents',
        Effect: 'Allow',
        Principal,
        Action: 'logs:PutLogEvents',
        Resource: `${assumeRoleLogGroupArn}:*`,
        Condition: { ArnEquals: { 'aws:SourceArn': ruleArns.assumeRoleFailed } },
      },
    ],
  };
}
