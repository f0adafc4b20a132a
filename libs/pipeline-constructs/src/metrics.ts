import { pipelineMetrics, regionalNames, type Region } from '@regional-pipeline/platform-model';

/** One metric of CloudWatch, as alarms and dashboards name it. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A metric that the orchestrator writes for its region: for all causes together. */
export function orchestratorMetric(region: Region, metric: keyof typeof pipelineMetrics.names): Metric {
  const { namespace, names, dimensions } = pipelineMetrics;
  return { namespace, name: names[metric], dimensions: { [dimensions.region]: region } };
}

/**
 * A metric of the build project, which CodeBuild writes itself. CodePipeline's own metrics are no substitute: there are
 * none in AWS GovCloud and in China.
 */
export function buildMetric(name: 'Builds' | 'SucceededBuilds' | 'FailedBuilds' | 'Duration'): Metric {
  return { namespace: 'AWS/CodeBuild', name, dimensions: { ProjectName: regionalNames.buildProject } };
}

/** How many executions of a state machine were started, which Step Functions writes itself. */
export function startedExecutionsMetric(stateMachineArn: string): Metric {
  return {
    namespace: 'AWS/States',
    name: 'ExecutionsStarted',
    dimensions: { StateMachineArn: stateMachineArn },
  };
}

/** How many events a rule of the default bus matched, or could not deliver, which EventBridge writes itself. */
export function ruleMetric(name: 'MatchedEvents' | 'FailedInvocations', rule: string): Metric {
  return { namespace: 'AWS/Events', name, dimensions: { RuleName: rule } };
}

/** How many messages of a topic did not reach a subscriber, which SNS writes itself. */
export function undeliveredMetric(topic: string): Metric {
  return { namespace: 'AWS/SNS', name: 'NumberOfNotificationsFailed', dimensions: { TopicName: topic } };
}
