import {
  monitoringResources,
  type PolicyDocument,
  type RegionalResources,
} from '@regional-pipeline/platform-model';

/**
 * The policy of the key that encrypts the pipeline's logs and its notifications.
 *
 * - `ManageByAccount`: the account's own policies say who manages the key; C and P are allowed nothing of it (SM-25).
 * - `EncryptLogs`: CloudWatch Logs, for the two log groups alone. Its principal is named after the region, and in China
 *   after the partition as well. Source: CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs using AWS KMS".
 * - `EncryptEvents`: EventBridge, for the notifications' topic alone, by what SNS gives as encryption context:
 *   `aws:SourceAccount` and `aws:SourceArn` are not supported in a key policy for EventBridge, which could publish
 *   nothing then. Source: SNS developer guide, "Key management".
 * - `EncryptAlarms`: CloudWatch, for the alarms of this account. The key `alias/aws/sns` that AWS manages lets neither of
 *   the two in.
 *
 * ```json
 * [ { "Sid": "ManageByAccount", "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::REGIONAL:root" },
 *     "Action": "kms:*", "Resource": "*" },
 *   { "Sid": "EncryptLogs", "Effect": "Allow", "Principal": { "Service": "logs.us-east-1.amazonaws.com" }, "…": "…" },
 *   { "Sid": "EncryptEvents", "Effect": "Allow", "Principal": { "Service": "events.amazonaws.com" },
 *     "Action": ["kms:Decrypt", "kms:GenerateDataKey*"], "Resource": "*",
 *     "Condition": { "StringEquals": { "kms:EncryptionContext:aws:sns:topicArn": "arn:aws:sns:…" } } },
 *   { "Sid": "EncryptAlarms", "…": "…" } ]
 * ```
 */
export function encryptionKeyPolicy(resources: RegionalResources): PolicyDocument {
  const { partition, region, accountId, buildLogGroupArn } = resources;
  const { notificationTopicArn, assumeRoleLogGroupArn } = monitoringResources(region, accountId);
  const dnsSuffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const forTopics = ['kms:Decrypt', 'kms:GenerateDataKey*'];
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ManageByAccount',
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Sid: 'EncryptLogs',
        Effect: 'Allow',
        Principal: { Service: `logs.${region}.${dnsSuffix}` },
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        Resource: '*',
        Condition: {
          ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': [buildLogGroupArn, assumeRoleLogGroupArn] },
        },
      },
      {
        Sid: 'EncryptEvents',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: forTopics,
        Resource: '*',
        Condition: { StringEquals: { 'kms:EncryptionContext:aws:sns:topicArn': notificationTopicArn } },
      },
      {
        Sid: 'EncryptAlarms',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: forTopics,
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
      },
    ],
  };
}
