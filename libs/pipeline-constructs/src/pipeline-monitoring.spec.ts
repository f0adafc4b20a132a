import { AccountId, pipelineMetrics, Region } from '@regional-pipeline/platform-model';
import { ConnectionArn, TopicArn } from './arns.js';
import { BucketName } from './bucket-name.js';
import type { RegionalPipelineSettings } from './regional-pipeline-settings.js';
import { RegionalPipelineStack } from './regional-pipeline-stack.js';
import { RepositoryId } from './repository.js';
import { matchesPattern } from './testing/matches-pattern.js';
import { synthesizeStack, type SynthesizedStack } from './testing/synthesize-template.js';

const synthesize = (region: string, more: Partial<RegionalPipelineSettings> = {}): SynthesizedStack =>
  synthesizeStack(
    (app) =>
      new RegionalPipelineStack(app, 'pipeline', {
        region: Region.parse(region),
        regionalAccount: AccountId.parse('111111111111'),
        repositoryId: RepositoryId.parse('owner/repo'),
        centralStateBucket: BucketName.parse('central-terraform-state'),
        ...more,
      }),
  );

interface Rule {
  readonly Name: string;
  readonly State: string;
  readonly EventPattern: unknown;
  readonly Targets: readonly { Arn: string; InputTransformer?: { InputTemplate: string } }[];
}
interface Alarm {
  readonly AlarmName: string;
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { Name: string; Value: string }[];
  readonly Threshold: number;
  readonly TreatMissingData: string;
  readonly AlarmActions?: readonly string[];
}
const propertiesOfType = <T>(stack: SynthesizedStack, type: string) =>
  Object.values(stack.resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties as T);
const rulesOf = (stack: SynthesizedStack) => propertiesOfType<Rule>(stack, 'AWS::Events::Rule');
const alarmsOf = (stack: SynthesizedStack) => propertiesOfType<Alarm>(stack, 'AWS::CloudWatch::Alarm');

const TOPIC = 'arn:aws:sns:us-east-1:111111111111:regional-pipeline-notifications';
const stack = synthesize('us-east-1');

describe('the messages', () => {
  /** Everything that AWS reports of one run in which the build could not assume a deploy role. */
  const BUILD = 'arn:aws:sts::111111111111:assumed-role/regional-pipeline-codebuild-role/AWSCodeBuild-1';
  const failedRun = [
    ...['STARTED', 'FAILED'].map((state) => ({
      source: 'aws.codepipeline',
      'detail-type': 'CodePipeline Pipeline Execution State Change',
      detail: { pipeline: 'management-cluster-pipeline', state },
    })),
    ...['Stage', 'Action'].map((kind) => ({
      source: 'aws.codepipeline',
      'detail-type': `CodePipeline ${kind} Execution State Change`,
      detail: { pipeline: 'management-cluster-pipeline', state: 'FAILED' },
    })),
    {
      source: 'aws.codebuild',
      'detail-type': 'CodeBuild Build State Change',
      detail: { 'project-name': 'management-cluster-deploy', 'build-status': 'FAILED' },
    },
    ...[1, 2, 3].map(() => ({
      source: 'aws.sts',
      'detail-type': 'AWS API Call via CloudTrail',
      detail: {
        eventSource: 'sts.amazonaws.com',
        eventName: 'AssumeRole',
        userIdentity: { arn: BUILD },
        errorCode: 'AccessDenied',
        errorMessage: `User: ${BUILD} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/ManagementClusterDeployRole`,
      },
    })),
  ];
  /** Every metric that such a run writes, each as high as its alarm takes. */
  const ofFailedRun = new Set(['ClustersFailed', 'AssumeRoleFailures', 'FailedRuns', 'FailedBuilds']);

  it('are one of a failed run, not three', () => {
    const sent = failedRun.flatMap((event) =>
      rulesOf(stack)
        .filter(({ EventPattern }) => matchesPattern(EventPattern, event))
        .flatMap(({ Targets }) => Targets.filter(({ Arn }) => Arn === TOPIC)),
    );
    const alarmed = alarmsOf(stack)
      .filter(({ MetricName }) => ofFailedRun.has(MetricName))
      .flatMap(({ AlarmActions = [] }) => AlarmActions);
    expect(alarmsOf(stack).filter(({ MetricName }) => ofFailedRun.has(MetricName))).toHaveLength(2);
    expect([sent.length, alarmed.length]).toEqual([1, 0]);
    expect(sent[0]?.InputTransformer?.InputTemplate).toContain(
      'https://us-east-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/management-cluster-pipeline/executions/<execution>/timeline',
    );
  });

  it('are JSON strings that EventBridge puts values into, each of which is taken from the event', () => {
    for (const { InputTransformer } of rulesOf(stack).flatMap(({ Targets }) => Targets)) {
      if (!InputTransformer) continue;
      const { InputTemplate, InputPathsMap } = InputTransformer as {
        InputTemplate: string;
        InputPathsMap: Record<string, string>;
      };
      expect(typeof JSON.parse(InputTemplate)).toBe('string');
      const words = [...InputTemplate.matchAll(/<([a-z]+)>/g)].map(([, word]) => word);
      expect(new Set(words)).toEqual(new Set(Object.keys(InputPathsMap)));
    }
  });

  it('go to the topics that the deployer names as well', () => {
    const operations = TopicArn.parse('arn:aws:sns:us-east-1:000000000000:operations');
    const further = synthesize('us-east-1', { notificationTopicArns: [operations] });
    const targets = rulesOf(further).map(({ Name, Targets }) => [Name, Targets.map(({ Arn }) => Arn)]);
    expect(Object.fromEntries(targets)).toMatchObject({
      'regional-pipeline-run-failed': [TOPIC, operations],
      'regional-pipeline-assume-role-unexpected': [TOPIC, operations],
    });
    for (const { AlarmActions } of alarmsOf(further)) {
      expect(AlarmActions ?? [TOPIC, operations]).toEqual([TOPIC, operations]);
    }
  });

  it('are kept encrypted, and let in over TLS', () => {
    expect(propertiesOfType(stack, 'AWS::SNS::Topic')).toMatchObject([
      {
        TopicName: 'regional-pipeline-notifications',
        KmsMasterKeyId: { 'Fn::GetAtt': ['EncryptionKey', 'Arn'] },
      },
    ]);
    expect(JSON.stringify(propertiesOfType(stack, 'AWS::SNS::TopicPolicy'))).toContain('"DenyWithoutTls"');
  });
});

describe('the record of failed AssumeRole calls', () => {
  it('is a log of its own, by a rule that gets read-only events', () => {
    const rule = rulesOf(stack).find(({ Name }) => Name === 'regional-pipeline-assume-role-failed');
    expect(rule).toMatchObject({
      State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      Targets: [
        {
          Arn: 'arn:aws:logs:us-east-1:111111111111:log-group:/aws/events/regional-pipeline-assume-role-failed',
        },
      ],
    });
  });
});

describe('the alarms', () => {
  it('watch runs, the rate of deployments, failed deployments and AssumeRole failures', () => {
    const watched = alarmsOf(stack).map(({ Namespace, MetricName, Dimensions, Threshold, AlarmActions }) => [
      `${Namespace} ${MetricName}`,
      Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
      Threshold,
      AlarmActions?.length ?? 0,
    ]);
    expect(watched).toEqual([
      ['AWS/CodeBuild Builds', { ProjectName: 'management-cluster-deploy' }, 12, 1],
      ['RegionalPipeline ClustersDeployed', { Region: 'us-east-1' }, 200, 1],
      ['RegionalPipeline ClustersFailed', { Region: 'us-east-1' }, 0, 0],
      ['RegionalPipeline AssumeRoleFailures', { Region: 'us-east-1' }, 0, 0],
    ]);
  });

  it('take no data for no run, which is fine', () => {
    for (const { TreatMissingData } of alarmsOf(stack)) expect(TreatMissingData).toBe('notBreaching');
  });
});

describe('the dashboard', () => {
  const bodyOf = (from: SynthesizedStack) =>
    propertiesOfType<{ DashboardName: string; DashboardBody: string }>(
      from,
      'AWS::CloudWatch::Dashboard',
    ).map(({ DashboardName, DashboardBody }) => ({
      DashboardName,
      body: JSON.parse(DashboardBody) as { widgets: { type: string; properties: Record<string, unknown> }[] },
      text: DashboardBody,
    }))[0];

  it('shows every alarm, and metrics that somebody writes', () => {
    const { body, DashboardName } = bodyOf(stack) ?? {};
    expect(DashboardName).toBe('regional-pipeline-us-east-1');
    const alarms = body?.widgets.find(({ type }) => type === 'alarm')?.properties['alarms'];
    const names = alarmsOf(stack).map(
      ({ AlarmName }) => `arn:aws:cloudwatch:us-east-1:111111111111:alarm:${AlarmName}`,
    );
    expect(alarms).toEqual(names);
    const rows =
      body?.widgets.flatMap(({ properties }) => (properties['metrics'] ?? []) as unknown[][]) ?? [];
    const own = rows.filter(([namespace]) => namespace === pipelineMetrics.namespace);
    expect(own.length).toBeGreaterThan(5);
    const written: readonly unknown[] = Object.values(pipelineMetrics.names);
    for (const [, name] of own) expect(written).toContain(name);
    const ruleNames = rulesOf(stack).map(({ Name }) => Name);
    expect(rows.map(([, name]) => name)).toContain('NumberOfNotificationsFailed');
    for (const [namespace, , , rule] of rows)
      if (namespace === 'AWS/Events') expect(ruleNames).toContain(rule);
  });

  it.each([
    ['us-gov-west-1', 'aws-us-gov', 'us-gov-west-1.console.amazonaws-us-gov.com'],
    ['cn-north-1', 'aws-cn', 'cn-north-1.console.amazonaws.cn'],
  ])('is of the partition of %s, as the rules and messages are', (region, partition, host) => {
    const connectionArn = ConnectionArn.parse(
      `arn:${partition}:codestar-connections:${region}:111111111111:connection/abc`,
    );
    const other = synthesize(region, { connectionArn });
    const { text = '' } = bodyOf(other) ?? {};
    expect(text).toContain(`https://${host}/`);
    const arns = [...other.text.matchAll(/arn:(aws[a-z-]*):/g)].map(([, named]) => named);
    expect(new Set(arns)).toEqual(new Set([partition]));
    expect(other.text).not.toContain('console.aws.amazon.com');
    // CodePipeline writes no metrics of its own outside of the partition aws.
    expect(text).not.toContain('AWS/CodePipeline');
  });
});
