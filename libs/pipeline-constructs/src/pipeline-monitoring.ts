import { monitoringResources, type RegionalResources } from '@regional-pipeline/platform-model';
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { TopicArn } from './arns.js';
import { AssumeRoleRecord } from './assume-role-record.js';
import { dashboardBody } from './dashboard-body.js';
import type { EncryptionKey } from './encryption-key.js';
import { EventMessages } from './event-messages.js';
import type { HourlyLimit } from './hourly-limit.js';
import type { LogRetentionDays } from './log-retention.js';
import type { Metric } from './metrics.js';
import { PipelineAlarms } from './pipeline-alarms.js';
import { PipelineNotifications } from './pipeline-notifications.js';

export interface PipelineMonitoringProps {
  readonly resources: RegionalResources;
  readonly key: EncryptionKey;
  /** Topics that get every message besides the pipeline's own. */
  readonly furtherTopics: readonly TopicArn[];
  /** What counts the runs. */
  readonly runs: Metric;
  readonly runsPerHour: HourlyLimit;
  readonly clustersPerHour: HourlyLimit;
  readonly retentionInDays: LogRetentionDays;
}

/**
 * What watches a regional pipeline: runs, the rate of deployments, failed deployments and failed AssumeRole calls, each
 * as a metric, an alarm and a graph; and the messages, of which a failed run is exactly one.
 */
export class PipelineMonitoring extends Construct {
  readonly notifications: PipelineNotifications;

  constructor(scope: Construct, id: string, props: PipelineMonitoringProps) {
    super(scope, id);
    const { resources, key, furtherTopics, runs, runsPerHour, clustersPerHour, retentionInDays } = props;
    const { region, accountId } = resources;
    const notifications = new PipelineNotifications(this, 'Notifications', { resources, key, furtherTopics });
    this.notifications = notifications;
    new EventMessages(this, 'Messages', { resources, notifications });
    new AssumeRoleRecord(this, 'AssumeRoleRecord', { resources, key, retentionInDays });
    new PipelineAlarms(this, 'Alarms', { region, notifications, runs, runsPerHour, clustersPerHour });
    new CfnDashboard(this, 'Dashboard', {
      dashboardName: monitoringResources(region, accountId).dashboard,
      dashboardBody: JSON.stringify(dashboardBody(resources)),
    });
  }
}
