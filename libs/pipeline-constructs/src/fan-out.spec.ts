import { spawnSync } from 'node:child_process';
import { AccountId, Region } from '@regional-pipeline/platform-model';
import { BucketName } from './bucket-name.js';
import { buildSpecification } from './build-specification.js';
import { FanOut, FanOutConcurrency, ToleratedFailurePercentage } from './fan-out.js';
import { OrchestratorPath } from './orchestrator-path.js';
import { findContradictions, type RegionalPipelineSettings } from './regional-pipeline-settings.js';
import { RegionalPipelineStack } from './regional-pipeline-stack.js';
import { RepositoryId } from './repository.js';
import { terraformRelease } from './terraform-release.js';
import { synthesizeStack } from './testing/synthesize-template.js';

const settings: RegionalPipelineSettings = {
  region: Region.parse('us-east-1'),
  regionalAccount: AccountId.parse('111111111111'),
  repositoryId: RepositoryId.parse('owner/repo'),
  centralStateBucket: BucketName.parse('central-terraform-state'),
};
const stack = synthesizeStack(
  (app) => new RegionalPipelineStack(app, 'pipeline', { ...settings, fanOut: 'distributed-map' }),
);
const ofType = (type: string) => Object.entries(stack.resources).filter(([, { Type }]) => Type === type);

describe('a pipeline with a build for each cluster', () => {
  it('lists the clusters, then starts the state machine with the run and the source that the list has exported', () => {
    const stages = stack.resources['Pipeline']?.Properties['Stages'] as { Actions: unknown[] }[];
    expect(stages[1]?.Actions).toMatchObject([
      {
        Name: 'ListClusters',
        RunOrder: 1,
        Namespace: 'List',
        Configuration: {
          ProjectName: 'management-cluster-deploy',
          EnvironmentVariables: '[{"name":"FAN_OUT_STEP","value":"list","type":"PLAINTEXT"}]',
        },
      },
      {
        Name: 'ManagementClusters',
        RunOrder: 2,
        ActionTypeId: { Category: 'Invoke', Provider: 'StepFunctions' },
        Configuration: {
          StateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:management-cluster-fan-out',
          InputType: 'Literal',
          Input: '{"run":"#{List.RUN}","source":"#{List.SOURCE}"}',
        },
      },
    ]);
  });

  it('has one state machine, standard, made after its role and its project and before the pipeline', () => {
    const [[logicalId, machine] = ['', undefined], ...others] = ofType('AWS::StepFunctions::StateMachine');
    expect(others).toEqual([]);
    expect(machine?.Properties).toMatchObject({
      StateMachineName: 'management-cluster-fan-out',
      StateMachineType: 'STANDARD',
      RoleArn: 'arn:aws:iam::111111111111:role/regional-pipeline-fan-out-role',
    });
    expect(machine?.DependsOn).toEqual(
      expect.arrayContaining(['BuildProject', expect.stringMatching(/^FanOutRole/) as unknown]),
    );
    expect(stack.resources['Pipeline']?.DependsOn).toContain(logicalId);
  });

  it('counts executions and not builds as runs', () => {
    const runs = ofType('AWS::CloudWatch::Alarm').find(
      ([, { Properties }]) => Properties['AlarmName'] === 'regional-pipeline-runs',
    );
    expect(runs?.[1].Properties).toMatchObject({ Namespace: 'AWS/States', MetricName: 'ExecutionsStarted' });
  });

  it('fits into a template that needs no bucket', () => expect(stack.text.length).toBeLessThan(51_200));
});

describe('the command of its builds, run by a shell', () => {
  const { phases, env } = buildSpecification(OrchestratorPath.parse('o.mjs'), terraformRelease, {
    artifactsBucket: 'artifacts',
  });
  /** With a `node` that says what it was asked and ends as it is told. */
  const run = (variables: Record<string, string>, exitCode = 0) =>
    spawnSync(
      'bash',
      ['-c', `node() { echo "asked: $*"; return ${exitCode}; }\n${phases.build.commands[1] ?? ''}\nexit $?`],
      { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...variables } },
    );

  it('exports what the next action is given', () =>
    expect(env).toEqual({ shell: 'bash', 'exported-variables': ['RUN', 'SOURCE'] }));

  it.each([
    [
      { FAN_OUT_STEP: 'list', CODEBUILD_SOURCE_VERSION: 'arn:aws:s3:::b/k' },
      'Run asked: o.mjs fan-out --source . --list-bucket artifacts',
    ],
    [
      { FAN_OUT_STEP: 'cluster', RUN: 'r1', CLUSTER: 'mc01' },
      'asked: o.mjs deploy --source . --run r1 --cluster mc01',
    ],
    [{ FAN_OUT_STEP: 'conclude', RUN: 'r1' }, 'asked: o.mjs conclude r1'],
  ])('%j', (variables, asked) => {
    expect(run(variables)).toMatchObject({ status: 0, stdout: `${asked}\n` });
    expect(run(variables, 3).status).toBe(3);
  });

  it.each([{}, { FAN_OUT_STEP: '' }, { FAN_OUT_STEP: 'deploy' }])('refuses %j', (variables) => {
    const refused = run(variables);
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toContain('not list, cluster or conclude');
  });

  it('takes a cluster’s name as one word, whatever it holds', () =>
    expect(run({ FAN_OUT_STEP: 'cluster', RUN: 'r1', CLUSTER: '$(id) *' }).stdout).toBe(
      'asked: o.mjs deploy --source . --run r1 --cluster $(id) *\n',
    ));
});

describe('the settings of a fan-out', () => {
  it.each([
    [FanOut, ['one-build', 'distributed-map'], ['', 'map', true]],
    [FanOutConcurrency, [1, 20, 10_000], [0, 10_001, 1.5, '20']],
    [ToleratedFailurePercentage, [0, 12.5, 100], [-1, 101, '5', Number.NaN]],
  ] as const)('take what AWS takes', (schema, valid, invalid) => {
    for (const value of valid) expect(schema.parse(value)).toBe(value);
    for (const value of invalid) expect(schema.safeParse(value).success).toBe(false);
  });

  it('go together with distributed-map alone, and that not with China', () => {
    const about = (changes: Partial<RegionalPipelineSettings>) =>
      findContradictions({ region: settings.region, ...changes }).map(({ setting }) => setting);
    const fanOutConcurrency = FanOutConcurrency.parse(5);
    expect(about({ fanOut: 'distributed-map', fanOutConcurrency })).toEqual([]);
    expect(about({ fanOutConcurrency })).toEqual(['fanOutConcurrency']);
    expect(about({ fanOut: 'one-build', fanOutConcurrency })).toEqual(['fanOutConcurrency']);
    expect(about({ fanOut: 'distributed-map', region: Region.parse('cn-north-1') })).toContain('fanOut');
  });
});
