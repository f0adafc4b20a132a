import type { AccountId } from './account-id.js';
import { partitionOf, type Region } from './region.js';

/** The names of what watches a regional pipeline. All but the dashboard's are the same in every region. */
export const monitoringNames = {
  /** The topic that failed runs and alarms are told to. */
  notificationTopic: 'regional-pipeline-notifications',
  rules: {
    /** An execution of the pipeline failed. */
    runFailed: 'regional-pipeline-run-failed',
    /** CloudTrail saw a role that was not assumed: the deploy role, or any by the build role. */
    assumeRoleFailed: 'regional-pipeline-assume-role-failed',
    /** One of those that no run of the pipeline asks for. */
    assumeRoleUnexpected: 'regional-pipeline-assume-role-unexpected',
  },
  /** What the rule on failed AssumeRole calls writes to. EventBridge writes to groups under this path alone. */
  assumeRoleLogGroup: '/aws/events/regional-pipeline-assume-role-failed',
  alarms: {
    runs: 'regional-pipeline-runs',
    clustersDeployed: 'regional-pipeline-clusters-deployed',
    failedDeployments: 'regional-pipeline-failed-deployments',
    assumeRoleFailures: 'regional-pipeline-assume-role-failures',
  },
} as const;

/** What watches one regional pipeline, by ARN. */
export interface MonitoringResources {
  readonly notificationTopicArn: string;
  readonly ruleArns: Readonly<Record<keyof typeof monitoringNames.rules, string>>;
  readonly alarmArns: Readonly<Record<keyof typeof monitoringNames.alarms, string>>;
  readonly assumeRoleLogGroupArn: string;
  /** Dashboards are global in an account, so this name says which region it is of. */
  readonly dashboard: string;
}

/** Names what watches the pipeline that runs in `region` of the regional account `accountId`. */
export function monitoringResources(region: Region, accountId: AccountId): MonitoringResources {
  const arn = (service: string, resource: string) =>
    `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`;
  const { rules, alarms, assumeRoleLogGroup, notificationTopic } = monitoringNames;
  return {
    notificationTopicArn: arn('sns', notificationTopic),
    ruleArns: {
      runFailed: arn('events', `rule/${rules.runFailed}`),
      assumeRoleFailed: arn('events', `rule/${rules.assumeRoleFailed}`),
      assumeRoleUnexpected: arn('events', `rule/${rules.assumeRoleUnexpected}`),
    },
    alarmArns: {
      runs: arn('cloudwatch', `alarm:${alarms.runs}`),
      clustersDeployed: arn('cloudwatch', `alarm:${alarms.clustersDeployed}`),
      failedDeployments: arn('cloudwatch', `alarm:${alarms.failedDeployments}`),
      assumeRoleFailures: arn('cloudwatch', `alarm:${alarms.assumeRoleFailures}`),
    },
    assumeRoleLogGroupArn: arn('logs', `log-group:${assumeRoleLogGroup}`),
    dashboard: `regional-pipeline-${region}`,
  };
}
