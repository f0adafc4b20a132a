import { rehearsalFolder } from '../testing/rehearsal-folder.js';
import { auditFleet, nothingLost } from './audit.js';
import { applyRecipe, openFaultFleet } from './fault-fleet.js';
import { reportCounts } from './report-counts.js';
import { randomMoments } from './seeded-random.js';
import { countRecoveries, runMs, stopAtMoments } from './stopped-at-moments.js';
import { resumeUntilDeployed, shortfallsOf } from './until-deployed.js';
import { until } from './until.js';

jest.setTimeout(480_000);

const folder = rehearsalFolder();
const seed = 6;
/** Below 0: from the start of the process, before anything is recorded. */
const moments = [...randomMoments(seed, 4, -1_500, -100), ...randomMoments(seed, 16, 0, runMs)];

describe('an orchestrator that is killed', () => {
  it('at 20 moments leaves nothing behind, and its run is resumed at once', async () => {
    const results = await stopAtMoments(folder, moments, async ({ child, ended }, fleet) => {
      child.kill('SIGKILL');
      // What its make targets and its guard still do is not waited for.
      const orphans = fleet.processes().length;
      const { signal } = await ended;
      return { killed: signal === 'SIGKILL', orphans };
    });
    reportCounts(' 6 SIGKILL', {
      seed,
      moments: moments.join(' '),
      killed: results.filter(({ ending }) => ending.killed),
      'with processes left then': results.filter(({ ending }) => ending.orphans > 0),
      ...countRecoveries(results),
    });
    for (const { moment, audit } of results) {
      expect({ moment, ...audit }).toMatchObject({ moment, ...nothingLost, rescued: [] });
    }
    expect(results.filter(({ ending }) => ending.killed).length).toBeGreaterThan(10);
  });

  it('keeps its run as long as a target of it works, and says so', async () => {
    // The first attempt does not stop when it is asked to.
    const stubborn = `mkdir "$$MADE/begun" 2>/dev/null || { ${applyRecipe}; exit; }; trap '' INT; sleep 8`;
    const fleet = await openFaultFleet(folder, { clusters: 1, recipe: stubborn });
    try {
      const { child, ended } = fleet.start(['deploy']);
      await until(() => fleet.processes().some((process) => process.endsWith('sleep 8')));
      child.kill('SIGKILL');
      await ended;
      const [refusal] = shortfallsOf(await fleet.run(['resume']));
      const recovery = await resumeUntilDeployed(fleet);
      const audit = await auditFleet(fleet);
      reportCounts(' 6 SIGKILL, and a target that goes on', {
        refused: refusal?.code ?? 'not',
        'refused again': recovery.codes,
        ...audit,
      });
      expect(refusal).toMatchObject({
        code: 'RunStillHeld',
        message: expect.stringMatching(/still works: .*(sh|sleep)/) as string,
      });
      expect(audit).toMatchObject({ ...nothingLost, made: 2, rescued: [] });
    } finally {
      await fleet.rehearsal.close();
    }
  });
});
