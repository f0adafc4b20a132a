import { partitionOf, regionalNames, type Partition, type Region } from '@regional-pipeline/platform-model';

const consoleHosts: Readonly<Record<Partition, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-cn': 'console.amazonaws.cn',
};

/** The address of a page in the AWS console of a region's partition; `page` begins with a slash. */
function consoleUrl(region: Region, page: string): string {
  return `https://${region}.${consoleHosts[partitionOf(region)]}${page}`;
}

/** The address of a pipeline's page. */
export function pipelineConsoleUrl(region: Region, pipeline: string): string {
  return consoleUrl(region, `/codesuite/codepipeline/pipelines/${pipeline}/view?region=${region}`);
}

/** The address of one execution of the pipeline, which leads on to its build and the build's log. */
export function executionConsoleUrl(region: Region, execution: string): string {
  return consoleUrl(
    region,
    `/codesuite/codepipeline/pipelines/${regionalNames.pipeline}/executions/${execution}/timeline?region=${region}`,
  );
}

/** The address where a region's connections are listed, and a pending one is completed. */
export function connectionsConsoleUrl(region: Region): string {
  return consoleUrl(region, `/codesuite/settings/connections?region=${region}`);
}

/** The address of a dashboard. */
export function dashboardConsoleUrl(region: Region, dashboard: string): string {
  return consoleUrl(region, `/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboard}`);
}

/** The address of a log group. */
export function logGroupConsoleUrl(region: Region, logGroup: string): string {
  // The console wants the name encoded twice, with dollars for the outer per cent signs.
  const name = encodeURIComponent(encodeURIComponent(logGroup)).replaceAll('%', '$');
  return consoleUrl(region, `/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${name}`);
}
