import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { openRehearsal, type Rehearsal } from './rehearsal.js';
import { startOrchestrator, type StartedOrchestrator } from './run-orchestrator.js';
import { platformRepositoryWith, rehearsalFolder } from './testing/rehearsal-folder.js';

jest.setTimeout(60_000);

const folder = rehearsalFolder();
let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await openRehearsal({ directory: folder });
});
afterAll(() => rehearsal.close());

/** A target that says when it has begun, and ends when it is told to, or by SIGINT with a mark. */
function waitingRepository(): { source: string; begun: string; go: string; interrupted: string } {
  const file = (name: string) => path.join(folder, `${name}-${Math.random().toString(36).slice(2)}`);
  const [begun, go, interrupted] = [file('begun'), file('go'), file('interrupted')] as [
    string,
    string,
    string,
  ];
  const wait = `trap 'touch ${interrupted}; exit 1' INT; touch ${begun}; while [ ! -e ${go} ]; do sleep 0.1; done`;
  const source = platformRepositoryWith(folder, { Makefile: `pipeline-provision-management:\n\t@${wait}\n` });
  return { source, begun, go, interrupted };
}

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(50);
}

function stop({ child }: StartedOrchestrator, signal: NodeJS.Signals): void {
  child.kill(signal);
}

describe('a run that is asked to stop', () => {
  it('starts nothing more, lets what runs finish, and ends with 130', async () => {
    const { source, begun, go, interrupted } = waitingRepository();
    const started = startOrchestrator(
      ['deploy', '--source', source, '--concurrency', '1', '--output', 'json'],
      rehearsal.environment(),
    );
    await waitFor(() => existsSync(begun));
    stop(started, 'SIGTERM');
    await sleep(300);
    writeFileSync(go, '');
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
    const { source, begun, interrupted } = waitingRepository();
    const started = startOrchestrator(
      ['deploy', '--source', source, '--cluster', 'mc01', '--output', 'json'],
      rehearsal.environment(),
    );
    await waitFor(() => existsSync(begun));
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
