import { writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { openRehearsal, type Rehearsal } from './rehearsal.js';
import { startOrchestrator } from './run-orchestrator.js';
import { answerOf, newestRun, orchestrator } from './testing/command-line.js';
import { expectFailure } from './testing/expect-failure.js';
import { rehearsalFolder } from './testing/rehearsal-folder.js';
import { waitForFile, waitingTarget } from './testing/waiting-target.js';

jest.setTimeout(60_000);

const folder = rehearsalFolder();
const key = 'mc01/terraform.tfstate.tflock';
let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await openRehearsal({ directory: folder });
});
afterAll(() => rehearsal.close());

/** A lock as Terraform writes it. */
function putLock(who: string, at = key): void {
  const lock = {
    ID: '5a1c0000-0000-4000-8000-000000000001',
    Operation: 'OperationTypeApply',
    Info: '',
    Who: who,
    Version: '1.11.4',
    Created: new Date().toISOString(),
    Path: `${rehearsal.resources.stateBucket}/${at.replace('.tflock', '')}`,
  };
  rehearsal.aws.putObject(rehearsal.resources.stateBucket, at, JSON.stringify(lock));
}

const isLocked = () => rehearsal.aws.getObject(rehearsal.resources.stateBucket, key) !== undefined;

it('without a lock there is nothing to do', async () => {
  expect((await orchestrator(rehearsal, ['locks'])).stdout).toBe('No state is locked.\n');
  expect(await answerOf(rehearsal, ['locks'])).toEqual({ type: 'locks', locks: [] });
  expect(await orchestrator(rehearsal, ['unlock', 'mc01'])).toMatchObject({
    exitCode: 0,
    stdout: 'Nothing to do: the state of mc01 is not locked.\n',
  });
});

it("a person's lock stays", async () => {
  putLock('somebody@laptop');
  const listed = await orchestrator(rehearsal, ['locks']);
  expect(listed.stdout).toMatch(/^maker +cluster +by +for +age +run +why$/m);
  expect(listed.stdout).toMatch(
    /^unproved +mc01 +somebody@laptop +apply +\S+ s +- +no attempt of the pipeline/m,
  );
  expectFailure(
    await orchestrator(rehearsal, ['unlock', 'mc01']),
    3,
    'LockHeld',
    /somebody@laptop/,
    /terraform force-unlock/,
  );
  expect(isLocked()).toBe(true);
});

it('nobody removes the lock of a live run, and anybody that of a run that is over', async () => {
  const { source, begun, go } = waitingTarget(folder);
  const started = startOrchestrator(['deploy', '--cluster', 'mc01', '--source', source], {
    ...rehearsal.environment(),
    // In the container of a build nobody else works.
    CODEBUILD_BUILD_ID: 'management-cluster-deploy:1',
  });
  await waitForFile(begun);
  putLock(`${userInfo().username}@${hostname()}`);
  const run = await newestRun(rehearsal);
  const refused = await orchestrator(rehearsal, ['unlock', 'mc01']);
  const doctor = await orchestrator(rehearsal, ['doctor', '--source', source]);
  writeFileSync(go, '3');
  expect((await started.ended).exitCode).toBe(1);

  expectFailure(refused, 3, 'LockHeld', new RegExp(`attempt 1 of run ${run}.*not known to be over`), /Wait/);
  expect(doctor.stdout).toMatch(/warning +lock of mc01 /);
  expect(isLocked()).toBe(true);

  const listed = await orchestrator(rehearsal, ['locks']);
  expect(listed.stdout).toMatch(new RegExp(`^is over +mc01 .* ${run} +attempt 1 of run ${run} made it`, 'm'));
  expect(listed.stdout).toMatch(/\n\norchestrator unlock mc01\n$/);
  const removed = await orchestrator(rehearsal, ['unlock', 'mc01', '--output', 'json']);
  expect(removed.exitCode).toBe(0);
  expect(JSON.parse(removed.stdout)).toMatchObject({ type: 'unlock', cluster: 'mc01', removed: true });
  expect(isLocked()).toBe(false);
});

it('a lock that nobody can read stays, and what it says forges nothing', async () => {
  rehearsal.aws.putObject(rehearsal.resources.stateBucket, key, 'locked');
  putLock('\u001b[2J\nis over  mc09', 'other.tflock');
  const listed = await orchestrator(rehearsal, ['locks']);
  expect(listed.stdout).toMatch(/^unproved +mc01 +- +- +- +- +nobody knows who made it/m);
  expect(listed.stdout).toMatch(/^unproved +other\.tflock +is over {2}mc09 /m);
  expect(listed.stdout).not.toContain('\u001b');
  expectFailure(await orchestrator(rehearsal, ['unlock', 'mc01']), 3, 'LockHeld', /nobody knows/, /\w/);
});
