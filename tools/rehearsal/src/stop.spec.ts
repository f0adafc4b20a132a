import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRehearsal, type Rehearsal } from './rehearsal.js';
import { startOrchestrator, type StartedOrchestrator } from './run-orchestrator.js';
import { rehearsalFolder } from './testing/rehearsal-folder.js';
import { waitForFile, waitingTarget } from './testing/waiting-target.js';

jest.setTimeout(60_000);

const folder = rehearsalFolder();
let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await openRehearsal({ directory: folder });
});
afterAll(() => rehearsal.close());

function stop({ child }: StartedOrchestrator, signal: NodeJS.Signals): void {
  child.kill(signal);
}

describe('a run that is asked to stop', () => {
  it('starts nothing more, lets what runs finish, and ends with 130', async () => {
    const { source, begun, go, interrupted } = waitingTarget(folder);
    const started = startOrchestrator(
      ['deploy', '--source', source, '--concurrency', '1', '--output', 'json'],
      rehearsal.environment(),
    );
    await waitForFile(begun);
    stop(started, 'SIGTERM');
    await sleep(300);
    writeFileSync(go, '0');
    const run = await started.ended;
    expect(run.exitCode).toBe(130);
    const outcomes = Object.fromEntries(run.summary().clusters.map(({ name, outcome }) => [name, outcome]));
    expect(outcomes).toMatchObject({
      mc01: 'deployed',
      mc02: 'not-started',
      mc03: 'not-started',
      mc04: 'not-started',
    });
    expect(existsSync(interrupted)).toBe(false);
  });

  it('interrupts what runs at the second request', async () => {
    const { source, begun, interrupted } = waitingTarget(folder);
    const started = startOrchestrator(
      ['deploy', '--source', source, '--cluster', 'mc01', '--output', 'json'],
      rehearsal.environment(),
    );
    await waitForFile(begun);
    stop(started, 'SIGINT');
    await sleep(1200);
    expect(existsSync(interrupted)).toBe(false);
    stop(started, 'SIGINT');
    const run = await started.ended;
    expect(run.exitCode).toBe(130);
    expect(existsSync(interrupted)).toBe(true);
    expect(run.summary().clusters[0]).toMatchObject({ outcome: 'failed', code: 'MakeInterrupted' });
  });
});
