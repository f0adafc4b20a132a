import { rehearsalFolder } from '../testing/rehearsal-folder.js';
import { auditFleet, nothingLost } from './audit.js';
import { applyRecipe, openFaultFleet } from './fault-fleet.js';
import { reportCounts } from './report-counts.js';
import { resumeUntilDeployed, shortfallsOf } from './until-deployed.js';
import { until } from './until.js';

jest.setTimeout(240_000);

const folder = rehearsalFolder();

/** Two targets of one cluster at once would meet in its folder: the second one says so, and does nothing. */
const exclusive =
  `mkdir "$$MADE/$$CLUSTER_NAME.busy" || { echo $$CLUSTER_NAME >> "$$MADE/overlaps"; exit 1; }; ` +
  `${applyRecipe}; code=$$?; rmdir "$$MADE/$$CLUSTER_NAME.busy"; exit $$code`;

describe('two orchestrators', () => {
  it.concurrent('that deploy the same fleet at once never work on one cluster together', async () => {
    const rounds = 4;
    const counts = { deployed: 0, owned: 0, overlaps: 0, made: 0 };
    for (let round = 0; round < rounds; round++) {
      const fleet = await openFaultFleet(folder, { clusters: 4, workSeconds: 1, recipe: exclusive });
      try {
        const runs = await Promise.all([1, 2].map(() => fleet.run(['deploy', '--concurrency', '2'])));
        for (const run of runs) {
          const codes = shortfallsOf(run).map(({ code }) => code);
          expect([...codes, 'ClusterOwned']).toEqual(Array(codes.length + 1).fill('ClusterOwned'));
          expect(run.exitCode).toBe(codes.length === 0 ? 0 : 1);
          counts.owned += codes.length;
          counts.deployed += run.summary().clusters.length - codes.length;
        }
        counts.overlaps += fleet.made('overlaps').length;
        const audit = await auditFleet(fleet);
        counts.made += audit.made;
        expect(audit).toMatchObject({ ...nothingLost, made: 8, rescued: [] });
      } finally {
        await fleet.rehearsal.close();
      }
    }
    reportCounts(' 8 two deploys at once', { rounds, ...counts });
    expect(counts).toMatchObject({ overlaps: 0, made: rounds * 8 });
    expect(counts.owned).toBeGreaterThan(0);
  });

  it.concurrent('that resume the same run at once: one has it', async () => {
    const fleet = await openFaultFleet(folder, { clusters: 4, workSeconds: 1 });
    try {
      const { child, ended } = fleet.start(['deploy', '--concurrency', '2']);
      await until(() => fleet.made('mc01').length > 0);
      child.kill('SIGKILL');
      await ended;
      await until(() => fleet.processes().length === 0);
      const runs = await Promise.all([1, 2].map(() => fleet.run(['resume'])));
      const refused = runs.filter((run) => shortfallsOf(run).some(({ code }) => code === 'RunStillHeld'));
      const recovery = await resumeUntilDeployed(fleet);
      const audit = await auditFleet(fleet);
      reportCounts(' 8 two resumes at once', {
        refused,
        'further commands': recovery.runs,
        ...audit,
      });
      expect(refused).toHaveLength(1);
      expect(audit).toMatchObject({ ...nothingLost, rescued: [] });
    } finally {
      await fleet.rehearsal.close();
    }
  });
});
