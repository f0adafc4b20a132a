import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { fanOutListKey, fanOutResources, type RunId } from '@regional-pipeline/platform-model';
import { REGIONAL, region } from './accounts.js';
import { openRehearsal, type Rehearsal } from './rehearsal.js';
import { answerOf, orchestrator } from './testing/command-line.js';
import { platformRepositoryWith, rehearsalFolder } from './testing/rehearsal-folder.js';
import { s3As } from './testing/s3-as.js';
import { StateError, runStateMachine, type StateMachine } from './testing/state-machine.js';
import { orchestratorBundle } from './workspace-paths.js';

jest.setTimeout(120_000);

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

const folder = rehearsalFolder();
const broken = path.join(folder, 'mc02-is-broken');
/** Where CodePipeline has put the source, as it names such objects. */
const sourceObject =
  'regional-pipeline-artifacts-111111111111-us-east-1/management-cluster-pi/Source/0a1b2c3';
let rehearsal: Rehearsal;
let source: string;
let asFanOut: S3Client;
let resources: Readonly<Record<string, Resource>>;

beforeAll(async () => {
  rehearsal = await openRehearsal({ directory: folder, fanOut: 'distributed-map' });
  source = platformRepositoryWith(folder, {});
  const makefile = readFileSync(path.join(source, 'Makefile'), 'utf8');
  const breaks = `before:\n\t@case "$$PWD" in */mc02/*) test ! -e ${broken} || { echo no quota left; exit 7; };; esac\n`;
  writeFileSync(
    path.join(source, 'Makefile'),
    `${makefile}\npipeline-provision-management: before\n${breaks}`,
  );
  cpSync(orchestratorBundle, path.join(source, 'regional-pipeline/orchestrator.mjs'));
  writeFileSync(broken, '');
  asFanOut = s3As(rehearsal, fanOutResources(region, REGIONAL).roleArn, region);
  const [template] = rehearsal.templates;
  resources = (template?.template as { Resources: typeof resources }).Resources;
});
afterAll(async () => {
  asFanOut.destroy();
  await rehearsal.close();
});

const propertiesOf = (type: string): Readonly<Record<string, unknown>> => {
  const found = Object.values(resources).find(({ Type }) => Type === type);
  if (!found) throw new TypeError(`the template has no ${type}`);
  return found.Properties;
};

/** A build as CodeBuild runs it: the last command of the project's own specification, with the variables that are given. */
async function build(variables: Readonly<Record<string, string>>) {
  const { BuildSpec } = propertiesOf('AWS::CodeBuild::Project')['Source'] as { BuildSpec: string };
  const specification = JSON.parse(BuildSpec) as {
    env: { 'exported-variables': string[] };
    phases: { build: { commands: string[] } };
  };
  const checkout = mkdtempSync(path.join(folder, 'build-'));
  cpSync(source, checkout, { recursive: true });
  const exported = path.join(checkout, '..', `${path.basename(checkout)}.env`);
  const script = [
    specification.phases.build.commands.at(-1) ?? '',
    'status=$?',
    `{ ${specification.env['exported-variables'].map((name) => `printf '%s\\n' "$${name}"`).join('; ')}; } > ${exported}`,
    'exit $status',
  ].join('\n');
  const child = spawn('bash', ['-c', script], {
    cwd: checkout,
    env: { ...rehearsal.environment(), CODEBUILD_RESOLVED_SOURCE_VERSION: 'the-commit', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const [run = '', sourceOfBuild = ''] = readFileSync(exported, 'utf8').split('\n');
  rmSync(checkout, { recursive: true });
  return { exitCode, output, run: run as RunId, source: sourceOfBuild };
}

const readList = async (bucket: string, key: string): Promise<readonly unknown[]> => {
  const { Body } = await asFanOut.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return JSON.parse((await Body?.transformToString()) ?? '') as unknown[];
};

describe('a run with a build for each cluster', () => {
  let list: Awaited<ReturnType<typeof build>>;
  let started: Readonly<Record<string, unknown>>[];
  let outcome: unknown;

  beforeAll(async () => {
    list = await build({ FAN_OUT_STEP: 'list', CODEBUILD_SOURCE_VERSION: `arn:aws:s3:::${sourceObject}` });
    started = [];
    let full = 2;
    const { Stages } = propertiesOf('AWS::CodePipeline::Pipeline') as {
      Stages: { Actions: { Configuration: Record<string, string> }[] }[];
    };
    // What CodePipeline puts into the action's input, of the variables that the build has exported.
    const input = (Stages[1]?.Actions[1]?.Configuration['Input'] ?? '')
      .replace('#{List.RUN}', list.run)
      .replace('#{List.SOURCE}', list.source);
    const definition = propertiesOf('AWS::StepFunctions::StateMachine')['DefinitionString'] as string;
    outcome = await runStateMachine(JSON.parse(definition) as StateMachine, JSON.parse(input), {
      readItems: readList,
      build: async (parameters) => {
        if ((full -= 1) >= 0) throw new StateError('CodeBuild.AccountLimitExceededException');
        started.push(parameters);
        const overrides = parameters['EnvironmentVariablesOverride'] as { Name: string; Value: string }[];
        const { exitCode } = await build(
          Object.fromEntries(overrides.map(({ Name, Value }) => [Name, Value])),
        );
        if (exitCode !== 0) throw new StateError('States.TaskFailed');
        return {};
      },
    }).catch((error: unknown) => error);
  });

  it('is opened by the build role, which writes its list where the state machine may read it', async () => {
    expect(list).toMatchObject({ exitCode: 0, source: sourceObject });
    expect(list.output).toBe(`Run ${list.run}\n`);
    expect(await readList(rehearsal.resources.artifactsBucket, fanOutListKey(list.run))).toEqual(
      ['mc01', 'mc02', 'mc03', 'mc04'].map((cluster) => ({ cluster })),
    );
  });

  it('starts builds of the one project, of the same source, and tries again where the account is full', () => {
    expect(started).toHaveLength(5);
    for (const parameters of started) {
      expect(parameters).toMatchObject({
        ProjectName: 'management-cluster-deploy',
        SourceTypeOverride: 'S3',
        SourceLocationOverride: sourceObject,
        ArtifactsOverride: { Type: 'NO_ARTIFACTS' },
      });
    }
  });

  it('goes on with the others where one fails, and fails at its end', async () => {
    expect(outcome).toEqual(new StateError('States.TaskFailed'));
    expect(await answerOf(rehearsal, ['show', list.run])).toMatchObject({
      type: 'run',
      state: { status: 'ended' },
      record: {
        clusters: [{ name: 'mc01' }, { name: 'mc02' }, { name: 'mc03' }, { name: 'mc04' }],
        tenures: [
          {
            fannedOut: true,
            inputs: { sourceRevision: 'the-commit' },
            end: { deployed: { mc01: expect.any(Number) as unknown }, notStarted: {}, kept: {} },
          },
        ],
      },
      clusters: [
        { name: 'mc01', state: 'deployed', attempts: [{ attempt: 1, outcome: 'deployed' }] },
        { name: 'mc02', state: 'failed', attempts: [{ attempt: 1, code: 'MakeFailed' }] },
        { name: 'mc03', state: 'deployed', attempts: [{ attempt: 1, outcome: 'deployed' }] },
        { name: 'mc04', state: 'failed', attempts: [{ attempt: 1, code: 'AssumeRoleDenied' }] },
      ],
    });
  });

  it('leaves states, logs and records of each cluster, and no lock', () => {
    const keys = rehearsal.aws.listObjects(rehearsal.resources.stateBucket);
    for (const name of ['mc01', 'mc03']) {
      expect(keys).toContain(`${name}/terraform.tfstate`);
      expect(keys).toContain(`pipeline-runs/${list.run}/logs/${name}.1.log`);
    }
    expect(keys.filter((key) => key.endsWith('.tflock'))).toEqual([]);
  });

  it('is reached by the state machine’s own role nowhere but at the list', async () => {
    const { stateBucket, artifactsBucket } = rehearsal.resources;
    for (const [Bucket, Key] of [
      [stateBucket, `pipeline-runs/${list.run}/run.json`],
      [stateBucket, 'mc01/terraform.tfstate'],
      [artifactsBucket, 'management-cluster-pi/Source/0a1b2c3'],
    ] as const) {
      await expect(asFanOut.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({
        name: 'AccessDenied',
      });
    }
  });

  it('deploys nothing a second time, and takes no builds after its end', async () => {
    const late = await build({ FAN_OUT_STEP: 'cluster', RUN: list.run, CLUSTER: 'mc03' });
    expect(late.exitCode).toBe(3);
    expect(late.output).toMatch(/RunNotOpen/);
    const again = await build({ FAN_OUT_STEP: 'conclude', RUN: list.run });
    expect(again.exitCode).toBe(1);
  });

  it('is resumed in one process, with what is left of it', async () => {
    rmSync(broken);
    const args = ['resume', list.run, '--source', source, '--output', 'json'];
    const resumed = await orchestrator(rehearsal, args, { CODEBUILD_RESOLVED_SOURCE_VERSION: 'the-commit' });
    expect(
      resumed
        .summary()
        .clusters.filter(({ outcome }) => outcome !== 'skipped')
        .map(({ name, outcome }) => [name, outcome]),
    ).toEqual([
      ['mc02', 'deployed'],
      ['mc04', 'failed'],
    ]);
  });
});

it('a build that nobody said a step to fails, and says so', async () => {
  const started = await build({});
  expect(started.exitCode).toBe(1);
  expect(started.output).toMatch(/FAN_OUT_STEP is ''/);
});

it('clusters in several waves are refused before anything is opened', async () => {
  const waves = platformRepositoryWith(folder, {
    'management-clusters/us-east-1/mc01.yaml': 'name: mc01\naccount: management-us-east-1-01\nwave: 1\n',
  });
  const { artifactsBucket } = rehearsal.resources;
  const before = rehearsal.aws.listObjects(artifactsBucket);
  const run = await orchestrator(rehearsal, ['fan-out', '--source', waves, '--list-bucket', artifactsBucket]);
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toMatch(/WavesNotFannedOut/);
  expect(rehearsal.aws.listObjects(artifactsBucket)).toEqual(before);
});
