import fc from 'fast-check';
import type { FleetJob } from './index.js';
import { job, rehearse, type Attempt, type Ending } from './testing/rehearse.js';

const endings: Ending[] = [
  'deployed',
  'deployed',
  'Broken',
  'Shaken',
  'Throttled',
  'crash',
  'OwnedElsewhere',
];

const arbitraryJobs = fc
  .array(fc.record({ wave: fc.nat(2), expectedMs: fc.nat(500) }, { requiredKeys: ['wave'] }), {
    maxLength: 20,
  })
  .map((all) => all.map((more, index): FleetJob => job(`mc${index}`, more)));

/** What a cluster's attempts do, the last one for all further ones. */
const arbitraryAttempts = fc.array(
  fc.record({ ms: fc.integer({ min: 10, max: 400 }), ending: fc.constantFrom(...endings) }),
  {
    minLength: 1,
    maxLength: 4,
  },
);

const arbitraryRun = fc.record(
  {
    jobs: arbitraryJobs,
    attempts: fc.array(arbitraryAttempts, { minLength: 1, maxLength: 12 }),
    concurrency: fc.integer({ min: 1, max: 5 }),
    randoms: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1 }),
    maxFailures: fc.nat(5),
    bakeMs: fc.nat(300),
    deadline: fc.record({ at: fc.nat(3000), assumedMs: fc.nat(500) }),
    retry: fc.record({ budgetMs: fc.nat(1000), baseMs: fc.nat(200), capMs: fc.nat(400) }),
    drainAt: fc.nat(2000),
    unhealthyWave: fc.nat(2),
  },
  { requiredKeys: ['jobs', 'attempts', 'concurrency', 'randoms'] },
);
type Run = typeof arbitraryRun extends fc.Arbitrary<infer T> ? T : never;

function rehearseRun({ attempts, unhealthyWave, randoms, ...limits }: Run) {
  let drawn = 0;
  return rehearse({
    ...limits,
    script: (name, attempt): Attempt => {
      const script = attempts[Number(name.slice(2)) % attempts.length] ?? [];
      return script[Math.min(attempt, script.length) - 1] ?? { ms: 1, ending: 'deployed' };
    },
    random: () => randoms[drawn++ % randoms.length] ?? 0,
    checkWave: (wave) =>
      Promise.resolve(wave === unhealthyWave ? { healthy: false, reason: 'seen' } : { healthy: true }),
  });
}

describe('whatever fails, and whenever it is stopped,', () => {
  const check = (
    property: (run: Run, rehearsed: Awaited<ReturnType<typeof rehearseRun>>) => void,
  ): Promise<void> =>
    fc.assert(
      fc.asyncProperty(arbitraryRun, async (run) => property(run, await rehearseRun(run))),
      { numRuns: 200 },
    );

  it('every job has exactly one result, and the end comes last', () =>
    check((run, { results, finished, events, attempts, timersLeft }) => {
      expect(results.map(({ name }) => name).sort()).toEqual(run.jobs.map(({ name }) => name).sort());
      for (const outcome of ['deployed', 'failed', 'skipped', 'not-started'] as const)
        expect(finished.counts[outcome]).toBe(results.filter((one) => one.outcome === outcome).length);
      expect(events.at(-1)).toMatchObject({ type: 'run-finished' });
      expect(events.filter(({ type }) => type === 'run-finished').length).toBe(1);
      for (const { name, outcome, attempts: counted, code } of results) {
        const made = attempts.filter((one) => one.name === name);
        expect(counted).toBe(outcome === 'not-started' ? 0 : made.length);
        if (made.length === 0) expect(outcome).toBe('not-started');
        expect(code === null).toBe(outcome === 'deployed');
      }
      expect(attempts.every(({ to }) => !Number.isNaN(to))).toBe(true);
      const stopStillToCome = run.drainAt !== undefined && !finished.drained;
      expect(timersLeft).toBe(stopStillToCome ? 1 : 0);
    }));

  it('never more than the limit run at once, also after it was lowered', () =>
    check(({ concurrency }, { events }) => {
      let limit = concurrency;
      const running = new Set<string>();
      for (const event of events) {
        if (event.type === 'concurrency-changed') limit = event.concurrency;
        if (event.type === 'cluster-retrying' || event.type === 'cluster-finished')
          running.delete(event.name);
        if (event.type !== 'cluster-started') continue;
        running.add(event.name);
        expect(running.size).toBeLessThanOrEqual(limit);
      }
    }));

  it('waves never overlap, and each has its bake time', () =>
    check(({ jobs, bakeMs = 0 }, { attempts }) => {
      const waveOf = new Map(jobs.map(({ name, wave = 0 }) => [name, wave]));
      for (const later of attempts)
        for (const earlier of attempts)
          if (Number(waveOf.get(earlier.name)) < Number(waveOf.get(later.name)))
            expect(later.from).toBeGreaterThanOrEqual(earlier.to + bakeMs);
    }));

  it('no wave starts with more missing than may be, or after one that is not healthy', () =>
    check(({ jobs, maxFailures = 0, unhealthyWave = Infinity }, { attempts, of }) => {
      for (const { name } of attempts) {
        const wave = jobs.find((one) => one.name === name)?.wave ?? 0;
        const before = jobs.filter((one) => Number(one.wave) < wave);
        const missing = before.filter((one) => of(one.name).outcome !== 'deployed');
        expect(missing.length).toBeLessThanOrEqual(maxFailures);
        const checked = Math.max(...before.map((one) => Number(one.wave)));
        expect(checked).not.toBe(unhealthyWave);
      }
    }));

  it('nothing starts once more have failed than may', () =>
    check(({ maxFailures = Infinity }, { events }) => {
      let failed = 0;
      for (const event of events) {
        if (event.type === 'cluster-started') expect(failed).toBeLessThanOrEqual(maxFailures);
        if (event.type === 'cluster-finished' && event.outcome === 'failed') failed++;
      }
    }));

  it('nothing starts that is not expected to end before the deadline', () =>
    check(({ jobs, deadline }, { attempts }) => {
      if (!deadline) return;
      const expected = new Map(jobs.map(({ name, expectedMs }) => [name, expectedMs ?? deadline.assumedMs]));
      for (const { name, from } of attempts)
        expect(from + Number(expected.get(name))).toBeLessThanOrEqual(deadline.at);
    }));

  it('nothing starts after it was asked to stop, and what had failed says so', () =>
    check((_run, { events, results, finished, attempts }) => {
      const asked = events.findIndex(({ type }) => type === 'run-draining');
      expect(finished.drained).toBe(asked >= 0);
      if (asked < 0) return;
      const later = new Set(events.slice(asked).map(({ type }) => type));
      expect(later.has('cluster-started')).toBe(false);
      expect(later.has('cluster-retrying')).toBe(false);
      for (const { name, code } of results)
        if (code === 'RunDrained') expect(attempts.some((one) => one.name === name)).toBe(false);
    }));

  it('an attempt is repeated only where that may help, and within its time', () =>
    check(({ retry }, { events, attempts }) => {
      for (const { name, attempt, from } of attempts) {
        if (attempt === 1) continue;
        const failures = events.flatMap((event) =>
          event.type === 'cluster-retrying' && event.name === name ? [event] : [],
        );
        expect(['Shaken', 'Throttled']).toContain(failures[attempt - 2]?.code);
        expect(from).toBeGreaterThanOrEqual(
          Number(failures[attempt - 2]?.at) + Number(failures[attempt - 2]?.delayMs) - 1e-6,
        );
        expect(from).toBeLessThanOrEqual(Number(failures[0]?.at) + Number(retry?.budgetMs));
      }
    }));
});

it('leaves no slot free and no job unbegun while nothing limits it', () =>
  fc.assert(
    fc.asyncProperty(
      arbitraryJobs,
      fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 5 }),
      async (jobs, durations, concurrency) => {
        const script = (name: string): Attempt => ({
          ms: durations[Number(name.slice(2)) % durations.length] ?? 1,
          ending: Number(name.slice(2)) % 3 === 0 ? 'Broken' : 'deployed',
        });
        const oneWave = jobs.map((one) => ({ ...one, wave: 1 }));
        const { attempts, finished } = await rehearse({ jobs: oneWave, concurrency, script });
        expect(attempts.length).toBe(jobs.length);
        // Graham's bound for any schedule that never leaves a slot free while a job waits.
        const all = oneWave.map(({ name }) => script(name).ms);
        const total = all.reduce((sum, ms) => sum + ms, 0);
        const longest = Math.max(0, ...all);
        expect(finished.durationMs).toBeLessThanOrEqual(
          Math.round(total / concurrency + (1 - 1 / concurrency) * longest),
        );
      },
    ),
  ));
