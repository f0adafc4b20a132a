import { setTimeout as sleep } from 'node:timers/promises';
import { rehearsalFolder } from '../testing/rehearsal-folder.js';
import { nothingLost } from './audit.js';
import { reportCounts } from './report-counts.js';
import { randomMoments } from './seeded-random.js';
import { countRecoveries, runMs, stopAtMoments } from './stopped-at-moments.js';
import { shortfallsOf } from './until-deployed.js';

jest.setTimeout(480_000);

const folder = rehearsalFolder();
const seed = 5;
const moments = randomMoments(seed, 20, 0, runMs);
/** The second signal comes so much later: what comes within a second is the same request. */
const secondMs = 1_200;

describe('an orchestrator that is asked to stop', () => {
  it('at 20 moments, by SIGTERM, lets finish or interrupts what runs, says so, and is resumed', async () => {
    const results = await stopAtMoments(folder, moments, async ({ child, ended }, fleet, index) => {
      const twice = index % 2 === 1;
      child.kill('SIGTERM');
      if (twice) {
        await sleep(secondMs);
        child.kill('SIGTERM');
      }
      const run = await ended;
      const left = fleet.processes().filter((process) => !process.includes(' guard'));
      return { twice, exitCode: run.exitCode, shortfalls: shortfallsOf(run), left };
    });
    const drained = results.filter(({ ending }) => ending.exitCode === 130);
    const codes = (twice: boolean) => {
      const all = results
        .filter(({ ending }) => ending.twice === twice)
        .flatMap(({ ending }) => ending.shortfalls.map(({ code }) => code));
      const times = (code: string) => all.filter((other) => other === code).length;
      return [...new Set(all)].map((code) => `${code} ${times(code)}`).join(' ') || 'none';
    };
    reportCounts(' 5 SIGTERM', {
      seed,
      moments: moments.join(' '),
      drained,
      'after one': codes(false),
      'after two': codes(true),
      ...countRecoveries(results),
    });
    for (const { moment, ending, audit } of results) {
      expect({ moment, ...audit }).toMatchObject({ moment, ...nothingLost, rescued: [] });
      // One signal interrupts nothing; either way nothing works on when the run has ended.
      const expected = ending.twice ? ['RunDrained', 'MakeInterrupted'] : ['RunDrained'];
      expect(expected).toEqual(expect.arrayContaining(ending.shortfalls.map(({ code }) => code)));
      expect({ moment, left: ending.left }).toEqual({ moment, left: [] });
      expect([0, 130]).toContain(ending.exitCode);
    }
    expect(drained.length).toBeGreaterThan(10);
  });
});
