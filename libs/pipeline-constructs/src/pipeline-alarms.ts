import { monitoringNames, type Region } from '@regional-pipeline/platform-model';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { HourlyLimit } from './hourly-limit.js';
import { orchestratorMetric, type Metric } from './metrics.js';
import type { PipelineNotifications } from './pipeline-notifications.js';

export interface PipelineAlarmsProps {
  readonly region: Region;
  readonly notifications: PipelineNotifications;
  /** What counts the runs. */
  readonly runs: Metric;
  readonly runsPerHour: HourlyLimit;
  readonly clustersPerHour: HourlyLimit;
}

/**
 * The four alarms of a region.
 *
 * - `runs` and `clustersDeployed` send a message: more than is usual is no failure, and nothing else tells of it.
 * - `failedDeployments` and `assumeRoleFailures` send none: they are part of a failed run, which is one message already.
 *   They are the state that the dashboard shows.
 *
 * No data means that no run was made, which is fine.
 */
export class PipelineAlarms extends Construct {
  constructor(scope: Construct, id: string, props: PipelineAlarmsProps) {
    super(scope, id);
    const { region, notifications, runs, runsPerHour, clustersPerHour } = props;
    const hour = 3600;
    this.add('Runs', runs, hour, runsPerHour, {
      alarmName: monitoringNames.alarms.runs,
      alarmDescription: `More than ${runsPerHour} runs were started in an hour in ${region}. Look in the pipeline's history for what starts them.`,
      alarmActions: [...notifications.topicArns],
    }).addResourceDependency(notifications.policy);
    this.add('ClustersDeployed', orchestratorMetric(region, 'clustersDeployed'), hour, clustersPerHour, {
      alarmName: monitoringNames.alarms.clustersDeployed,
      alarmDescription: `More than ${clustersPerHour} management clusters were deployed in an hour in ${region}. Compare the central state's accounts with what was asked for.`,
      alarmActions: [...notifications.topicArns],
    }).addResourceDependency(notifications.policy);
    const fiveMinutes = 300;
    this.add('FailedDeployments', orchestratorMetric(region, 'clustersFailed'), fiveMinutes, 0, {
      alarmName: monitoringNames.alarms.failedDeployments,
      alarmDescription: `Management clusters of ${region} failed to deploy. The run's own message leads to the reasons.`,
    });
    this.add('AssumeRoleFailures', orchestratorMetric(region, 'assumeRoleFailures'), fiveMinutes, 0, {
      alarmName: monitoringNames.alarms.assumeRoleFailures,
      alarmDescription: `The deploy role of management clusters of ${region} could not be assumed. ${monitoringNames.assumeRoleLogGroup} has each call.`,
    });
  }

  private add(
    id: string,
    { namespace, name, dimensions }: Metric,
    periodInSeconds: number,
    mostUsual: number,
    more: { alarmName: string; alarmDescription: string; alarmActions?: string[] },
  ): CfnAlarm {
    return new CfnAlarm(this, id, {
      ...more,
      namespace,
      metricName: name,
      dimensions: Object.entries(dimensions).map(([dimension, value]) => ({ name: dimension, value })),
      statistic: 'Sum',
      period: periodInSeconds,
      evaluationPeriods: 1,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: mostUsual,
      treatMissingData: 'notBreaching',
    });
  }
}
