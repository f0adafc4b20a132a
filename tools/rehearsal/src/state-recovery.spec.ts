import { gzipSync } from 'node:zlib';
import { openRehearsal, type Rehearsal } from './rehearsal.js';
import { answerOf, newestRun, orchestrator } from './testing/command-line.js';
import { expectFailure } from './testing/expect-failure.js';
import { rehearsalFolder } from './testing/rehearsal-folder.js';
import { isOnPath } from './workspace-paths.js';

jest.setTimeout(240_000);

const withTerraform = isOnPath('terraform') || isOnPath('tofu') ? it : it.skip;
const folder = rehearsalFolder();
let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await openRehearsal({ directory: folder });
});
afterAll(() => rehearsal.close());

const keyOf = (cluster: string) => `${cluster}/terraform.tfstate`;
const put = (cluster: string, content: string | Uint8Array) =>
  rehearsal.aws.putObject(rehearsal.resources.stateBucket, keyOf(cluster), content).versionId;
const bytesOf = (cluster: string) => rehearsal.aws.getObject(rehearsal.resources.stateBucket, keyOf(cluster));
const stateOf = (serial: number, lineage = 'l-1', resources: readonly unknown[] = []) =>
  JSON.stringify({ version: 4, terraform_version: '1.11.4', serial, lineage, outputs: {}, resources });

it('names each corrupted state for what it is, and leaves it as it is', async () => {
  const foreign = {
    mode: 'managed',
    type: 'aws_vpc',
    name: 'main',
    instances: [
      { attributes: { id: 'vpc-1', arn: 'arn:aws:ec2:us-east-1:999999999999:vpc/vpc-1', key: 'hunter2' } },
    ],
  };
  const corrupted: Readonly<Record<string, [string, string | Uint8Array]>> = {
    'c-truncated': ['truncated', stateOf(5).slice(0, 40)],
    'c-lineage': ['other-lineage', stateOf(5, 'l-2')],
    'c-serial': ['serial-gone-back', stateOf(2)],
    'c-account': ['other-account', stateOf(5, 'l-1', [foreign])],
    'c-large': ['too-large', new Uint8Array(200_000_000)],
    'c-text': ['not-json', 'gone'],
    'c-gzip': ['binary', gzipSync(stateOf(5))],
    'c-empty': ['empty', ''],
    'c-format': ['other-format', '{"version":3,"serial":5,"lineage":"l-1"}'],
  };
  for (const [name, [, content]] of Object.entries(corrupted)) {
    put(name, stateOf(3));
    put(name, content);
    const owner = { version: 1, cluster: name, accountId: '222222222201', unblocked: [], state: 'free' };
    const last = { run: '20260101t000000-0a1b', attempt: 1, at: '2026-01-01T00:00:00.000Z' };
    rehearsal.aws.putObject(
      rehearsal.resources.stateBucket,
      `pipeline-runs/owners/${name}.json`,
      JSON.stringify({ ...owner, last }),
    );
  }
  const verified = await orchestrator(rehearsal, ['state', 'verify', '--output', 'json']);
  expect(verified.exitCode).toBe(1);
  const { states } = JSON.parse(verified.stdout) as {
    states: { cluster: string; status: string; findings: { code: string }[] }[];
  };
  expect(
    states.map(({ cluster, status, findings }) => [cluster, status, findings.map(({ code }) => code)]),
  ).toEqual(
    Object.entries(corrupted)
      .map(([name, [code]]) => [name, 'failed', [code]])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
  for (const [name, [, content]] of Object.entries(corrupted))
    expect(Buffer.compare(bytesOf(name) ?? Buffer.alloc(1), Buffer.from(content))).toBe(0);
  const text = await orchestrator(rehearsal, ['state', 'verify']);
  expect(text.stdout).toMatch(/^failed +c-lineage +222222222201 +5 +0 +other-lineage: /m);
  const shown = await orchestrator(rehearsal, ['state', 'show', 'c-account']);
  expect(shown.stdout).toMatch(/^aws_vpc\.main +aws_vpc +arn:aws:ec2:us-east-1:999999999999:vpc\/vpc-1$/m);
  expect(text.stdout + shown.stdout).not.toContain('hunter2');
});

withTerraform('restores a state that was corrupted, plans it, and deploys go on from it', async () => {
  expect((await orchestrator(rehearsal, ['deploy', '--cluster', 'mc01'])).exitCode).toBe(0);
  const deployedBy = await newestRun(rehearsal);
  const whole = JSON.parse(String(bytesOf('mc01'))) as { serial: number; lineage: string };
  const wreck = put('mc01', '{"version": 4,');
  const { versions } = (await answerOf(rehearsal, ['state', 'versions', 'mc01'])) as {
    versions: { id: string; defect: string | null; writer: { run: string } | null }[];
  };
  expect(versions[0]).toMatchObject({ id: wreck, defect: 'truncated', writer: null });
  expect(versions[1]).toMatchObject({ defect: null, writer: { run: deployedBy } });
  const good = versions[1]?.id ?? '';

  const restore = ['state', 'restore', 'mc01', good];
  expectFailure(
    await orchestrator(rehearsal, restore),
    2,
    'RestoreNotConfirmed',
    /--confirm is missing/,
    /mc01/,
  );
  expect(String(bytesOf('mc01'))).toBe('{"version": 4,');

  const restored = await orchestrator(rehearsal, [...restore, '--confirm', 'mc01']);
  expect(restored.stderr).toBe('');
  expect(restored).toMatchObject({ exitCode: 0 });
  expect(restored.stdout).toMatch(/No changes/);
  expect(restored.stdout).toContain(`version ${wreck} (serial not readable) was replaced and stays`);
  expect(JSON.parse(String(bytesOf('mc01')))).toEqual({ ...whole, serial: whole.serial + 1 });

  const run = await newestRun(rehearsal);
  expect(await answerOf(rehearsal, ['show', run])).toMatchObject({
    record: { purpose: 'restore', asked: { cluster: 'mc01', version: good } },
  });
  expectFailure(await orchestrator(rehearsal, ['resume', run]), 2, 'RunNotResumable', new RegExp(run), /\w/);
  expect((await orchestrator(rehearsal, ['deploy', '--cluster', 'mc01'])).exitCode).toBe(0);
});
