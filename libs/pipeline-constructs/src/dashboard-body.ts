import {
  monitoringNames,
  monitoringResources,
  pipelineMetrics,
  regionalNames,
  type RegionalResources,
} from '@regional-pipeline/platform-model';
import { logGroupConsoleUrl, pipelineConsoleUrl } from './console-url.js';
import { buildMetric, orchestratorMetric, ruleMetric, undeliveredMetric, type Metric } from './metrics.js';

/** A widget of a dashboard, in CloudWatch's own names. */
interface Widget {
  readonly type: 'alarm' | 'metric' | 'text';
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * The dashboard of one region: the links on, the alarms, and the four things that are watched: runs, the rate of
 * deployments, what failed, and roles that could not be assumed; and whether the messages arrive, for silence is no proof.
 *
 * Source of the shape: CloudWatch API reference, "Dashboard Body Structure and Syntax".
 */
export function dashboardBody(resources: RegionalResources): { readonly widgets: readonly Widget[] } {
  const { region, accountId } = resources;
  const metric = (name: keyof typeof pipelineMetrics.names) => orchestratorMetric(region, name);
  const graph = (title: string, stat: string, metrics: readonly (readonly unknown[])[]): Widget => ({
    type: 'metric',
    width: 12,
    height: 6,
    properties: { title, region, stat, period: 300, view: 'timeSeries', metrics },
  });
  const { namespace, dimensions, names } = pipelineMetrics;
  const byCode = `SEARCH('{${namespace},${dimensions.region},${dimensions.code}} MetricName="${names.assumeRoleFailures}" ${dimensions.region}="${region}"', 'Sum', 300)`;
  return {
    widgets: [
      { type: 'text', width: 24, height: 2, properties: { markdown: linksOf(resources) } },
      {
        type: 'alarm',
        width: 24,
        height: 3,
        properties: {
          title: 'Alarms',
          alarms: Object.values(monitoringResources(region, accountId).alarmArns),
        },
      },
      graph('Runs', 'Sum', [
        row(buildMetric('Builds'), 'started'),
        row(buildMetric('SucceededBuilds'), 'succeeded'),
        row(buildMetric('FailedBuilds'), 'failed'),
      ]),
      graph('Clusters', 'Sum', [
        row(metric('clustersDeployed'), 'deployed'),
        row(metric('clustersFailed'), 'failed'),
        row(metric('clustersNotStarted'), 'not started'),
        row(metric('clustersSkipped'), 'skipped'),
      ]),
      graph('Time that it takes, in milliseconds', 'Average', [
        row(metric('runDuration'), 'run'),
        row(metric('clusterDuration'), 'cluster'),
      ]),
      graph('Roles that could not be assumed', 'Sum', [
        [{ expression: byCode, label: 'by the runs: ', id: 'codes' }],
        row(ruleMetric('MatchedEvents', monitoringNames.rules.assumeRoleFailed), 'seen by CloudTrail'),
        row(ruleMetric('MatchedEvents', monitoringNames.rules.assumeRoleUnexpected), 'asked for by no run'),
      ]),
      graph('Messages that did not arrive', 'Sum', [
        ...Object.values(monitoringNames.rules).map((rule) =>
          row(ruleMetric('FailedInvocations', rule), rule),
        ),
        row(undeliveredMetric(monitoringNames.notificationTopic), 'to subscribers'),
      ]),
    ],
  };
}

/** A metric as a line of a graph: namespace, name, each dimension with its value, and how it is shown. */
function row({ namespace, name, dimensions }: Metric, label: string): readonly unknown[] {
  return [namespace, name, ...Object.entries(dimensions).flat(), { label }];
}

function linksOf({ region, accountId }: RegionalResources): string {
  return [
    `# Management clusters of ${region}, by ${accountId}`,
    [
      `[Pipeline](${pipelineConsoleUrl(region, regionalNames.pipeline)})`,
      `[Log of the builds](${logGroupConsoleUrl(region, regionalNames.buildLogGroup)})`,
      `[Failed AssumeRole calls](${logGroupConsoleUrl(region, monitoringNames.assumeRoleLogGroup)})`,
    ].join(' · '),
  ].join('\n');
}
