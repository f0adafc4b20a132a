import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openRehearsal, type Rehearsal } from './rehearsal.js';
import { orchestrator } from './testing/command-line.js';
import { expectFailure } from './testing/expect-failure.js';
import { platformRepositoryWith, rehearsalFolder } from './testing/rehearsal-folder.js';

jest.setTimeout(60_000);

const folder = rehearsalFolder();
const log = path.join(folder, 'order');
let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await openRehearsal({ directory: folder });
});
beforeEach(() => writeFileSync(log, ''));
afterAll(() => rehearsal.close());

const cluster = '$(notdir $(abspath $(CURDIR)/../..))';
const definition = (name: string, wave: number) =>
  `name: ${name}\naccount: management-us-east-1-${name.slice(2)}\nwave: ${wave}\n`;

/** Three clusters in three waves; the target writes down which cluster it is, and then does this. */
function source(then = 'true'): string {
  return platformRepositoryWith(folder, {
    Makefile: `pipeline-provision-management:\n\t@echo ${cluster} >> ${log}; ${then}\n`,
    'management-clusters/us-east-1/mc01.yaml': definition('mc01', 2),
    'management-clusters/us-east-1/mc02.yaml': definition('mc02', 0),
    'management-clusters/us-east-1/mc03.yaml': definition('mc03', 1),
    'management-clusters/us-east-1/mc04.yaml': '',
    'management-clusters/us-east-1/mc05.yaml': '',
  });
}

async function deploy(repository: string, ...args: string[]) {
  const run = await orchestrator(rehearsal, ['deploy', '--source', repository, '--output', 'json', ...args]);
  const clusters = Object.fromEntries(run.summary().clusters.map((result) => [result.name, result]));
  const order = readFileSync(log, 'utf8').split('\n').slice(0, -1);
  return { run, clusters, order };
}

it('deploys in the waves of the definitions, asks the check after each but the last, and bakes', async () => {
  const { run, order } = await deploy(
    source(),
    ...['--wave-check', `echo check $WAVE >> ${log}`, '--bake', '300ms'],
  );
  expect(run.exitCode).toBe(0);
  expect(order).toEqual(['mc02', 'check 0', 'mc03', 'check 1', 'mc01', ...order.slice(5)]);
  const baking = run.events().filter(({ type }) => type === 'wave-baking');
  expect(baking).toMatchObject([
    { wave: 0, bakeMs: 300 },
    { wave: 1, bakeMs: 300 },
  ]);
  expect(run.summary().durationMs).toBeGreaterThan(600);
});

it('starts no further wave behind one whose check says no, and tells why', async () => {
  const { run, clusters } = await deploy(source(), '--wave-check', 'echo nodes are missing; exit 1');
  expect(run.exitCode).toBe(1);
  expect(clusters).toMatchObject({
    mc02: { outcome: 'deployed' },
    mc03: { outcome: 'not-started', reason: expect.stringContaining('nodes are missing') as string },
    mc01: { outcome: 'not-started' },
  });
});

it('starts no further wave behind a failure, but within the failures that are allowed', async () => {
  const failing = source(`test ${cluster} != mc02`);
  const strict = await deploy(failing);
  expect(strict.clusters).toMatchObject({
    mc02: { outcome: 'failed' },
    mc03: { outcome: 'not-started' },
    mc01: { outcome: 'not-started' },
  });
  const budget = await deploy(failing, '--max-failures', '1');
  expect(budget.clusters).toMatchObject({
    mc02: { outcome: 'failed' },
    mc03: { outcome: 'deployed' },
    mc01: { outcome: 'deployed' },
  });
  expect(budget.run.exitCode).toBe(1);
});

it('starts nothing that does not fit before the deadline', async () => {
  const { run, clusters, order } = await deploy(source(), '--deadline', '30m', '--assumed-duration', '40m');
  // They have been deployed before, in seconds: that is what they are expected to take.
  expect(run.exitCode).toBe(0);
  expect(order).toEqual(['mc02', 'mc03', 'mc01']);
  expect(clusters['mc01']).toMatchObject({ outcome: 'deployed' });
  const past = await deploy(source(), '--deadline', '0s');
  expect(past.run.exitCode).toBe(1);
  expect(past.clusters['mc01']).toMatchObject({ outcome: 'not-started' });
  expect(past.clusters['mc02']?.reason).toMatch(/is taken to need .* are left/);
  // The build's own limit counts where none is given, with five minutes for ending well.
  const environment = { CODEBUILD_START_TIME: String(Date.now()), BUILD_TIMEOUT_MINUTES: '5' };
  const build = await orchestrator(
    rehearsal,
    ['deploy', '--source', source(), '--output', 'json'],
    environment,
  );
  expect(build.summary().clusters.find(({ name }) => name === 'mc01')?.outcome).toBe('not-started');
});

it('ends a target that never ends', async () => {
  const { clusters } = await deploy(source('sleep 600'), '--cluster', 'mc02', '--cluster-timeout', '1s');
  expect(clusters['mc02']).toMatchObject({ outcome: 'failed', code: expect.stringMatching(/Tim/) as string });
});

it('tries again what may heal, for as long as is given', async () => {
  const once = path.join(folder, 'was-throttled');
  const healing = source(
    `test -e ${once} || { touch ${once}; echo 'Error: ThrottlingException: Rate exceeded' >&2; exit 1; }`,
  );
  const never = await deploy(healing, '--cluster', 'mc02', '--retry-budget', '0s');
  expect(never.clusters['mc02']).toMatchObject({ outcome: 'failed' });
  rmSync(once);
  const healed = await deploy(healing, '--cluster', 'mc02', '--retry-budget', '1m');
  expect(healed.clusters['mc02']).toMatchObject({ outcome: 'deployed' });
  expect(healed.run.events().filter(({ type }) => type === 'cluster-retrying')).toHaveLength(1);
});

it.each([
  [['--max-failures', 'many'], /'many'/],
  [['--bake', '5'], /45s, 90m or 2h/],
  [['--cluster-timeout', '-1s'], /45s, 90m or 2h/],
  [['--deadline', '2026-01-31T23:59:59'], /zone/],
  [['--retry-budget'], /argument missing/],
])('refuses %j', async (args, message) => {
  const run = await orchestrator(rehearsal, ['deploy', ...args]);
  expectFailure(run, 2, 'UsageInvalid', message, /--help/);
});

describe('metrics', () => {
  const isMetric = (line: string) => line.startsWith('{"_aws"');

  it('stand before the summary for programs, which stays the last line', async () => {
    const args = ['deploy', '--source', source(), '--metrics', '--output', 'json'];
    const run = await orchestrator(rehearsal, args);
    expect(run.summary().type).toBe('summary');
    const metrics = run.stdout.split('\n').filter(isMetric);
    expect(JSON.parse(metrics[0] ?? '')).toMatchObject({ Region: 'us-east-1', Runs: 1, ClustersDeployed: 3 });
  });

  it('stand after the text for people, in a build without being asked for', async () => {
    const run = await orchestrator(rehearsal, ['deploy', '--source', source()], {
      CODEBUILD_BUILD_ID: 'management-cluster-deploy:2',
    });
    const lines = run.stdout.trimEnd().split('\n');
    const first = lines.findIndex(isMetric);
    expect(lines[first - 1]).toMatch(/^3 deployed/);
    expect(lines.slice(first).every(isMetric)).toBe(true);
    expect(JSON.parse(lines[first] ?? '')).toMatchObject({ FailedRuns: 0, ClustersFailed: 0 });
  });

  it('are not written elsewhere', async () => {
    const run = await orchestrator(rehearsal, ['deploy', '--source', source()]);
    expect(run.stdout.split('\n').some(isMetric)).toBe(false);
  });
});
