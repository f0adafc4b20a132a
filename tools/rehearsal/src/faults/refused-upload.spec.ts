import { existsSync } from 'node:fs';
import { rehearsalFolder } from '../testing/rehearsal-folder.js';
import { auditFleet, nothingLost } from './audit.js';
import { openFaultFleet, type FaultFleet } from './fault-fleet.js';
import { reportCounts } from './report-counts.js';
import { resumeUntilDeployed, shortfallsOf } from './until-deployed.js';
import { until } from './until.js';

jest.setTimeout(240_000);

const folder = rehearsalFolder();
const stateKey = 'mc01/terraform.tfstate';

/** S3 refuses to write these keys. */
function refuseWrites({ rehearsal }: FaultFleet, isRefused: (key: string) => boolean): () => void {
  return rehearsal.aws.injectFault({
    service: 's3',
    operation: 'PutObject',
    answer: 'access-denied',
    matches: ({ key = '' }) => isRefused(key),
  });
}

interface Waiting {
  readonly block: { readonly reason: string };
  readonly states: readonly { readonly key: string }[];
}

async function listRescued(fleet: FaultFleet): Promise<Waiting> {
  const { stdout } = await fleet.run(['rescue', 'list', 'mc01']);
  return JSON.parse(stdout) as Waiting;
}

async function codesOfDeploy(fleet: FaultFleet): Promise<string[]> {
  return shortfallsOf(await fleet.run(['deploy'])).map(({ code }) => code);
}

describe('a final state whose upload is refused', () => {
  it.concurrent('is rescued, and blocks its cluster alone until a person has decided', async () => {
    const fleet = await openFaultFleet(folder, { clusters: 2 });
    try {
      const allow = refuseWrites(fleet, (key) => key === stateKey);
      const first = await codesOfDeploy(fleet);
      allow();
      const second = await codesOfDeploy(fleet);
      const { states } = await listRescued(fleet);
      const pushed = await fleet.run(['rescue', 'push', 'mc01']);
      const third = await codesOfDeploy(fleet);
      const audit = await auditFleet(fleet);
      reportCounts(' 7 upload refused', {
        first: first.join(' '),
        second: second.join(' '),
        third: third.join(' ') || 'deployed',
        ...audit,
      });
      expect([first, second, third]).toEqual([['StateNotSaved'], ['ClusterBlocked'], []]);
      expect(states).toHaveLength(1);
      expect(pushed.exitCode).toBe(0);
      // Nothing was made twice: two resources a cluster.
      expect(audit).toMatchObject({ ...nothingLost, made: 4 });
    } finally {
      await fleet.rehearsal.close();
    }
  });

  it.concurrent('stays on disk where the rescue is refused, too, until the next run finds it', async () => {
    const fleet = await openFaultFleet(folder, { clusters: 2 });
    try {
      const allow = refuseWrites(fleet, (key) => key === stateKey || key.includes('/rescue/'));
      const [first] = shortfallsOf(await fleet.run(['deploy']));
      allow();
      const { block, states: before } = await listRescued(fleet);
      const [kept = ''] = /\S+errored\.tfstate/.exec(block.reason) ?? [];
      const wasKept = existsSync(kept);
      const second = await codesOfDeploy(fleet);
      const { states: after } = await listRescued(fleet);
      const recovery = await resumeUntilDeployed(fleet);
      const audit = await auditFleet(fleet);
      reportCounts(' 7 upload and rescue refused', {
        first: first?.code ?? '',
        second: second.join(' '),
        'rescued at first': before,
        'rescued by the next run': after,
        pushed: recovery.pushed,
        ...audit,
      });
      expect(first?.code).toBe('StateNotSaved');
      expect(first?.message).toContain(kept);
      expect(wasKept).toBe(true);
      expect(before).toEqual([]);
      expect(second).toEqual(['ClusterBlocked']);
      expect(after).toHaveLength(1);
      expect(audit).toMatchObject({ ...nothingLost, made: 4 });
    } finally {
      await fleet.rehearsal.close();
    }
  });

  it.concurrent('of a run that was killed is found by the next one', async () => {
    const fleet = await openFaultFleet(folder, { clusters: 2, workSeconds: 2 });
    try {
      const allow = refuseWrites(fleet, (key) => key === stateKey);
      const { child, ended } = fleet.start(['deploy']);
      await until(() => fleet.made('mc01').length > 0);
      child.kill('SIGKILL');
      await ended;
      // The guard interrupts terraform, which cannot save its state.
      await until(() => fleet.processes().length === 0);
      allow();
      const recovery = await resumeUntilDeployed(fleet);
      const audit = await auditFleet(fleet);
      reportCounts(' 7 upload refused, and killed', {
        reasons: recovery.codes.join(' '),
        pushed: recovery.pushed,
        unlocked: recovery.unlocked,
        ...audit,
      });
      expect(recovery.codes).toContain('ClusterBlocked');
      expect(recovery.pushed).toBe(1);
      expect(audit).toMatchObject(nothingLost);
    } finally {
      await fleet.rehearsal.close();
    }
  });
});
