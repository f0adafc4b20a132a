import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openRehearsal, type Rehearsal } from './rehearsal.js';
import { startOrchestrator } from './run-orchestrator.js';
import { answerOf, newestRun, orchestrator } from './testing/command-line.js';
import { expectFailure } from './testing/expect-failure.js';
import { platformRepositoryWith, rehearsalFolder } from './testing/rehearsal-folder.js';
import { waitForFile, waitingTarget } from './testing/waiting-target.js';

jest.setTimeout(60_000);

const folder = rehearsalFolder();
const broken = path.join(folder, 'mc02-is-broken');
const makefile = `pipeline-provision-management:
\t@case "$$PWD" in */mc02/*) test ! -e ${broken} || { echo no quota left; exit 7; };; esac
`;
const only = ['--cluster', 'mc01', '--cluster', 'mc02'];
let rehearsal: Rehearsal;
let source: string;
beforeAll(async () => {
  rehearsal = await openRehearsal({ directory: folder });
  source = platformRepositoryWith(folder, { Makefile: makefile });
});
afterAll(() => rehearsal.close());

it('there is nothing to list, show or resume before the first run', async () => {
  expect((await orchestrator(rehearsal, ['runs'])).stdout).toBe('There is no run yet.\n');
  expect(await answerOf(rehearsal, ['runs'])).toEqual({ type: 'runs', runs: [] });
  expectFailure(
    await orchestrator(rehearsal, ['show', '20260131t235959-0a1b']),
    2,
    'RunNotFound',
    /20260131t235959-0a1b/,
    /orchestrator runs/,
  );
  expectFailure(
    await orchestrator(rehearsal, ['resume', '--source', source]),
    2,
    'NoRuns',
    /no run/,
    /orchestrator deploy/,
  );
  expectFailure(
    await orchestrator(rehearsal, ['show', 'yesterday']),
    2,
    'UsageInvalid',
    /20260131t235959-0a1b/,
    /--help/,
  );
});

describe('a run with a failure', () => {
  let run: string;
  beforeAll(async () => {
    writeFileSync(broken, '');
    const deployed = await orchestrator(rehearsal, ['deploy', ...only, '--source', source]);
    expect(deployed.exitCode).toBe(1);
    run = await newestRun(rehearsal);
  });

  it('is listed', async () => {
    const listed = await orchestrator(rehearsal, ['runs', '--limit', '1']);
    expect(listed.stdout).toMatch(
      new RegExp(
        `^run +status +started \\(UTC\\) +clusters +deployed +failed\n${run} +ended +[-0-9]+ [:0-9]+ +2 +1 +1\n$`,
      ),
    );
    expect(await answerOf(rehearsal, ['runs'])).toMatchObject({
      runs: [{ run, status: 'ended', clusters: 2, deployed: 1, failed: 1 }],
    });
  });

  it('is shown with cause, log and the next command', async () => {
    const shown = await orchestrator(rehearsal, ['show', run]);
    expect(shown.exitCode).toBe(0);
    expect(shown.stdout).toMatch(/^deployed +mc01 +222222222201 +0 +1 +\S+ s$/m);
    expect(shown.stdout).toMatch(/^failed +mc02 +222222222202 +0 +1 +\S+ s +MakeFailed$/m);
    expect(shown.stdout).toContain('no quota left');
    expect(shown.stdout).toMatch(/What to do: \S/);
    const bucket = rehearsal.resources.stateBucket;
    expect(shown.stdout).toContain(`Log: s3://${bucket}/pipeline-runs/${run}/logs/mc02.1.log`);
    expect(shown.stdout).toContain(`1 left to do: orchestrator resume ${run}\n`);
    expect(await answerOf(rehearsal, ['show', run])).toMatchObject({
      type: 'run',
      state: { status: 'ended' },
      clusters: [
        { name: 'mc01', state: 'deployed' },
        { name: 'mc02', state: 'failed', attempts: [{ outcome: 'failed', code: 'MakeFailed' }] },
      ],
    });
  });

  it('is not resumed from other definitions or another checkout, unless told so', async () => {
    const changed = platformRepositoryWith(folder, {
      Makefile: makefile,
      'management-clusters/us-east-1/mc01.yaml': 'name: mc01\naccount: management-us-east-1-01\n',
    });
    const environment = { CODEBUILD_RESOLVED_SOURCE_VERSION: 'another-commit' };
    const args = ['resume', run, '--source', changed];
    const refused = await orchestrator(rehearsal, args, environment);
    expectFailure(refused, 3, 'InputsChanged', /another-commit/, /--accept-changed-inputs/);
    expect(refused.stderr).toMatch(/definitions/);
    expect((await answerOf(rehearsal, ['show', run]))['state']).toMatchObject({ status: 'ended' });
    const accepted = await orchestrator(
      rehearsal,
      [...args, '--accept-changed-inputs', '--output', 'json'],
      environment,
    );
    expect(accepted.exitCode).toBe(1);
    expect(accepted.summary()).toMatchObject({ run, clusters: [{ name: 'mc02', outcome: 'failed' }] });
  });

  it('is resumed with what is left, by the newest where none is named, and then there is nothing to do', async () => {
    rmSync(broken);
    const resumed = await orchestrator(rehearsal, [
      ...['resume', '--source', source, '--accept-changed-inputs', '--output', 'json'],
    ]);
    expect(resumed.exitCode).toBe(0);
    expect(resumed.summary()).toMatchObject({ run, clusters: [{ name: 'mc02', outcome: 'deployed' }] });
    const again = await orchestrator(rehearsal, ['resume', run, '--source', source]);
    expect(again).toMatchObject({
      exitCode: 0,
      stdout: `Nothing to do: every cluster of run ${run} is deployed.\n`,
    });
    const shown = await orchestrator(rehearsal, ['show', run]);
    expect(shown.stdout).toContain('Every cluster of it is deployed.');
    expect(shown.stdout.match(/^then by /gm)).toHaveLength(2);
  });
});

it('a run is not resumed while its process lives', async () => {
  const { source: waiting, begun, go } = waitingTarget(folder);
  const started = startOrchestrator(
    ['deploy', '--cluster', 'mc03', '--source', waiting],
    rehearsal.environment(),
  );
  await waitForFile(begun);
  const run = await newestRun(rehearsal);
  const refused = await orchestrator(rehearsal, ['resume', run, '--source', waiting]);
  const forced = await orchestrator(rehearsal, [
    ...['resume', run, '--source', waiting, '--holder-is-over', '1'],
  ]);
  const other = await orchestrator(rehearsal, ['deploy', '--cluster', 'mc03', '--source', waiting]);
  const doctor = await orchestrator(rehearsal, ['doctor', '--source', source]);
  const shown = await orchestrator(rehearsal, ['show', run]);
  writeFileSync(go, '0');
  for (const answer of [refused, forced]) {
    expectFailure(answer, 3, 'RunStillHeld', new RegExp(`${run}.*at work`), /orchestrator resume/);
  }
  expect(other.exitCode).toBe(1);
  expect(other.stdout).toMatch(/mc03: not started, .*run/);
  expect(doctor.stdout).toMatch(new RegExp(`warning +claim of mc03 +attempt 1 of run ${run}: `));
  expect(shown.stdout).toMatch(/^running +mc03 /m);
  expect((await started.ended).exitCode).toBe(0);
});

it('an unreadable record is listed as such, and ends with 3', async () => {
  const run = '20990101t000000-0000';
  rehearsal.aws.putObject(rehearsal.resources.stateBucket, `pipeline-runs/${run}/run.json`, '{"version":9');
  const listed = await orchestrator(rehearsal, ['runs']);
  expect(listed.stdout).toMatch(new RegExp(`^${run} +unreadable .*JournalUnreadable$`, 'm'));
  expect(listed.exitCode).toBe(3);
  expectFailure(await orchestrator(rehearsal, ['show', run]), 3, 'JournalUnreadable', new RegExp(run), /\w/);
});
