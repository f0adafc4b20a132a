import {
  monitoringResources,
  type PolicyDocument,
  type RegionalResources,
} from '@regional-pipeline/platform-model';

/**
 * The policy of the notifications' topic: this pipeline's own rules and alarms publish, by their ARNs, and nobody else
 * whom the account's identity policies do not let; over TLS alone.
 *
 * The rule on every failed AssumeRole call is not among them: it writes to a log. A plain `Bool`, unlike the buckets'
 * policies, since a service that publishes on its own behalf may come without `aws:SecureTransport`.
 *
 * ```json
 * [ { "Sid": "PublishEvents", "Effect": "Allow", "Principal": { "Service": "events.amazonaws.com" },
 *     "Action": "sns:Publish", "Resource": "TOPIC", "Condition": { "ArnEquals": { "aws:SourceArn": ["RULE", "…"] } } },
 *   { "Sid": "PublishAlarms", "Effect": "Allow", "Principal": { "Service": "cloudwatch.amazonaws.com" },
 *     "Action": "sns:Publish", "Resource": "TOPIC", "Condition": { "StringEquals": { "aws:SourceAccount": "REGIONAL" },
 *       "ArnEquals": { "aws:SourceArn": ["ALARM", "…"] } } },
 *   { "Sid": "DenyWithoutTls", "Effect": "Deny", "Principal": "*", "Action": "sns:Publish", "Resource": "TOPIC",
 *     "Condition": { "Bool": { "aws:SecureTransport": "false" } } } ]
 * ```
 */
export function notificationTopicPolicy({ region, accountId }: RegionalResources): PolicyDocument {
  const { notificationTopicArn, ruleArns, alarmArns } = monitoringResources(region, accountId);
  const publish = { Action: 'sns:Publish', Resource: notificationTopicArn };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'PublishEvents',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        ...publish,
        Condition: { ArnEquals: { 'aws:SourceArn': [ruleArns.runFailed, ruleArns.assumeRoleUnexpected] } },
      },
      {
        Sid: 'PublishAlarms',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        ...publish,
        Condition: {
          StringEquals: { 'aws:SourceAccount': accountId },
          ArnEquals: { 'aws:SourceArn': [alarmArns.runs, alarmArns.clustersDeployed] },
        },
      },
      {
        Sid: 'DenyWithoutTls',
        Effect: 'Deny',
        Principal: '*',
        ...publish,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}
