import { openRehearsal, type Rehearsal } from './rehearsal.js';
import { answerOf, newestRun, orchestrator } from './testing/command-line.js';
import { expectFailure } from './testing/expect-failure.js';
import { platformRepositoryWith, rehearsalFolder } from './testing/rehearsal-folder.js';

jest.setTimeout(60_000);

const folder = rehearsalFolder();
let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await openRehearsal({ directory: folder });
});
afterAll(() => rehearsal.close());

const stateOf = (lineage: string, serial: number) =>
  JSON.stringify({ version: 4, terraform_version: '1.11.4', serial, lineage, outputs: {}, resources: [] });

/** A target that fails as Terraform does whose state does not reach the backend: the state is left on disk. */
async function blockCluster(cluster: string, states: Readonly<Record<string, string>>): Promise<string> {
  const files = Object.entries(states).map(
    ([name, state]) => `mkdir -p ${name}; echo '${state}' > ${name}/errored.tfstate`,
  );
  const source = platformRepositoryWith(folder, {
    Makefile: `pipeline-provision-management:\n\t@${files.join('; ')}; exit 1\n`,
  });
  const run = await orchestrator(rehearsal, ['deploy', '--cluster', cluster, '--source', source]);
  expect(run.exitCode).toBe(1);
  return source;
}

it('a cluster that is not blocked has nothing to decide', async () => {
  for (const what of ['list', 'push', 'discard']) {
    expectFailure(
      await orchestrator(rehearsal, ['rescue', what, 'mc01']),
      2,
      'ClusterNotBlocked',
      /mc01/,
      /orchestrator show/,
    );
  }
});

it('a state that did not reach the backend blocks its cluster until it is pushed', async () => {
  const source = await blockCluster('mc01', { live: stateOf('l-1', 3) });
  const run = await newestRun(rehearsal);

  const refused = await orchestrator(rehearsal, ['deploy', '--cluster', 'mc01', '--source', source]);
  expect(refused.exitCode).toBe(1);
  expect(refused.stdout).toMatch(/ClusterBlocked/);
  expect(refused.stdout).toMatch(/orchestrator rescue push/);
  const doctor = await orchestrator(rehearsal, ['doctor', '--source', source]);
  expect(doctor.stdout).toMatch(/failed +claim of mc01 +blocked since/);
  expect((await orchestrator(rehearsal, ['show', run])).stdout).toMatch(/orchestrator rescue list mc01/);

  const listed = await orchestrator(rehearsal, ['rescue', 'list', 'mc01']);
  expect(listed.stdout).toMatch(new RegExp(`^mc01 is blocked since .* by attempt 1 of run ${run}:$`, 'm'));
  expect(listed.stdout).toMatch(/serial 3 +lineage l-1 +\d+ bytes/);
  expect(listed.stdout).toMatch(/^orchestrator rescue push mc01 /m);
  expect(await answerOf(rehearsal, ['rescue', 'list', 'mc01'])).toMatchObject({
    type: 'rescued',
    block: { run, attempt: 1 },
    states: [{ identity: { serial: 3, lineage: 'l-1' } }],
  });

  const pushed = await orchestrator(rehearsal, ['rescue', 'push', 'mc01']);
  expect(pushed).toMatchObject({
    exitCode: 0,
    stdout: 'The state of mc01 has serial 3 now (there was none before); the cluster is free again.\n',
  });
  const state = rehearsal.aws.getObject(rehearsal.resources.stateBucket, 'mc01/terraform.tfstate');
  expect(JSON.parse(String(state))).toMatchObject({ serial: 3, lineage: 'l-1' });
  expect((await orchestrator(rehearsal, ['rescue', 'list', 'mc01'])).exitCode).toBe(2);
});

it('a state of another lineage is not pushed, and can be discarded', async () => {
  await blockCluster('mc01', { live: stateOf('l-2', 9) });
  expectFailure(
    await orchestrator(rehearsal, ['rescue', 'push', 'mc01']),
    3,
    'RescueLineageDiffers',
    /l-2[\s\S]*l-1|l-1[\s\S]*l-2/,
    /\w/,
  );
  expect((await orchestrator(rehearsal, ['rescue', 'list', 'mc01'])).exitCode).toBe(0);
  const discarded = await orchestrator(rehearsal, ['rescue', 'discard', 'mc01']);
  expect(discarded.exitCode).toBe(0);
  const [, key = ''] =
    new RegExp(`s3://${rehearsal.resources.stateBucket}/(\\S+)\\.\n$`).exec(discarded.stdout) ?? [];
  expect(String(rehearsal.aws.getObject(rehearsal.resources.stateBucket, key))).toContain('l-2');
  const state = rehearsal.aws.getObject(rehearsal.resources.stateBucket, 'mc01/terraform.tfstate');
  expect(JSON.parse(String(state))).toMatchObject({ serial: 3, lineage: 'l-1' });
});

it('of several states one has to be named', async () => {
  await blockCluster('mc02', { one: stateOf('l-3', 1), two: stateOf('l-4', 2) });
  const push = ['rescue', 'push', 'mc02'];
  expectFailure(await orchestrator(rehearsal, push), 2, 'RescueAmbiguous', /2 rescued states/, /--state/);
  expectFailure(
    await orchestrator(rehearsal, [...push, '--state', 'three']),
    2,
    'RescueAmbiguous',
    /"three"/,
    /--state/,
  );
  const { states } = (await answerOf(rehearsal, ['rescue', 'list', 'mc02'])) as {
    states: { name: string; identity: { lineage: string } }[];
  };
  const second = states.find(({ identity }) => identity.lineage === 'l-4')?.name ?? '';
  const pushed = await orchestrator(rehearsal, [...push, '--state', second, '--output', 'json']);
  expect(JSON.parse(pushed.stdout)).toMatchObject({ type: 'rescue-pushed', cluster: 'mc02', serial: 2 });
});
