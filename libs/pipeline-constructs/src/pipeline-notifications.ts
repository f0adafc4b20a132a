import {
  monitoringNames,
  monitoringResources,
  type RegionalResources,
} from '@regional-pipeline/platform-model';
import { notificationTopicPolicy } from '@regional-pipeline/trust-policies';
import { CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { TopicArn } from './arns.js';
import type { EncryptionKey } from './encryption-key.js';

export interface PipelineNotificationsProps {
  readonly resources: RegionalResources;
  readonly key: EncryptionKey;
  /** Topics that get every message besides the pipeline's own. */
  readonly furtherTopics: readonly TopicArn[];
}

/**
 * Where the pipeline's messages go: the topic `regional-pipeline-notifications`, which people and systems subscribe to,
 * and the topics that the deployer names.
 */
export class PipelineNotifications extends Construct {
  readonly topic: CfnTopic;
  /** All of them, the pipeline's own first. */
  readonly topicArns: readonly string[];
  /** What publishes depends on this, so that no message is refused while the stack is made. */
  readonly policy: CfnTopicPolicy;

  constructor(scope: Construct, id: string, { resources, key, furtherTopics }: PipelineNotificationsProps) {
    super(scope, id);
    const { notificationTopicArn } = monitoringResources(resources.region, resources.accountId);
    this.topicArns = [notificationTopicArn, ...furtherTopics];
    this.topic = new CfnTopic(this, 'Topic', {
      topicName: monitoringNames.notificationTopic,
      displayName: `Regional pipeline ${resources.region}`,
      kmsMasterKeyId: key.attrArn,
    });
    this.policy = new CfnTopicPolicy(this, 'TopicPolicy', {
      topics: [this.topic.ref],
      policyDocument: notificationTopicPolicy(resources),
    });
  }
}
