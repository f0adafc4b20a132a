import { clusterResult, type WaveHealth } from './index.js';
import { job, rehearse, type Ending } from './testing/rehearse.js';

const jobs = [
  job('canary', { wave: 0 }),
  job('b1', { wave: 5 }),
  job('b2', { wave: 5 }),
  job('c1', { wave: 9 }),
];
const ending = (endings: Readonly<Record<string, Ending>>) => (name: string) =>
  ({ ms: 100, ending: endings[name] ?? 'deployed' }) as const;

describe('waves', () => {
  it('follow each other, the lowest first, whatever the order of the jobs', async () => {
    const { attempts, events } = await rehearse({ jobs: jobs.toReversed() });
    expect(attempts.map(({ name, from }) => [name, from])).toEqual([
      ['canary', 0],
      ['b2', 100],
      ['b1', 100],
      ['c1', 200],
    ]);
    expect(
      events.flatMap((event) => (event.type === 'wave-started' ? [[event.wave, event.clusters]] : [])),
    ).toEqual([
      [0, 1],
      [5, 2],
      [9, 1],
    ]);
  });

  it('start only when all before them is deployed', async () => {
    const { attempts, of, events } = await rehearse({ jobs, script: ending({ b1: 'Broken' }) });
    expect(attempts.map(({ name }) => name)).toEqual(['canary', 'b1', 'b2']);
    expect(of('c1')).toMatchObject({
      outcome: 'not-started',
      code: 'WaveGateClosed',
      reason: 'c1 was not started: clusters not deployed up to wave 5: 1, of at most 0.',
      remedy: 'Mend the waves before and start the run again.',
      retryable: false,
    });
    expect(events.find(({ type }) => type === 'wave-gate-closed')).toMatchObject({ wave: 5 });
  });

  it('start with as many missing as may fail', async () => {
    const { finished } = await rehearse({ jobs, maxFailures: 1, script: ending({ b1: 'Broken' }) });
    expect(finished.counts).toMatchObject({ deployed: 3, failed: 1 });
  });

  it.each([
    ['a cluster that another run owns', { jobs, script: ending({ canary: 'OwnedElsewhere' }) }],
    [
      'a cluster that failed before the run',
      { jobs, settled: [clusterResult({ name: 'Odd', accountId: null }, 'failed', 0)] },
    ],
    [
      'a cluster that the deadline left out',
      {
        jobs: [job('canary', { expectedMs: 9000 }), job('b1', { wave: 5 })],
        deadline: { at: 5000, assumedMs: 0 },
      },
    ],
  ])('count %s as missing', async (_, fleet) => {
    expect((await rehearse(fleet)).of('b1')).toMatchObject({ code: 'WaveGateClosed' });
    expect((await rehearse({ ...fleet, maxFailures: 1 })).of('b1')).toMatchObject({ outcome: 'deployed' });
  });

  it('are left alone for the bake time and then checked, between two and not after the last', async () => {
    const asked: number[] = [];
    const { attempts, events, finished } = await rehearse({
      jobs,
      bakeMs: 1000,
      checkWave: (wave) => {
        asked.push(wave);
        return Promise.resolve({ healthy: true });
      },
    });
    expect(attempts.map(({ name, from }) => [name, from])).toEqual([
      ['canary', 0],
      ['b1', 1100],
      ['b2', 1100],
      ['c1', 2200],
    ]);
    expect(asked).toEqual([0, 5]);
    expect(events.filter(({ type }) => type === 'wave-baking')).toMatchObject([
      { wave: 0, bakeMs: 1000, at: 100 },
      { wave: 5, bakeMs: 1000, at: 1200 },
    ]);
    expect(finished.durationMs).toBe(2300);
  });

  it.each<[string, () => Promise<WaveHealth>, string]>([
    [
      'is not healthy',
      () => Promise.resolve({ healthy: false, reason: '3 nodes are lost' }),
      '3 nodes are lost',
    ],
    [
      'cannot be checked',
      () => Promise.reject(new TypeError('no kubectl')),
      'its check did not work: no kubectl',
    ],
  ])('end the run where one %s', async (_, checkWave, reason) => {
    const { attempts, of } = await rehearse({ jobs, checkWave });
    expect(attempts.map(({ name }) => name)).toEqual(['canary']);
    for (const name of ['b1', 'b2', 'c1'])
      expect(of(name).reason).toBe(`${name} was not started: wave 0 is not healthy (${reason}).`);
  });

  it('bake no longer when the run drains, and are not checked then', async () => {
    const asked: number[] = [];
    const { finished, of, timersLeft } = await rehearse({
      jobs,
      bakeMs: 60_000,
      drainAt: 500,
      checkWave: (wave) => {
        asked.push(wave);
        return Promise.resolve({ healthy: true });
      },
    });
    expect(finished).toMatchObject({
      drained: true,
      durationMs: 500,
      counts: { deployed: 1, 'not-started': 3 },
    });
    expect(of('c1').code).toBe('RunDrained');
    expect(asked).toEqual([]);
    expect(timersLeft).toBe(0);
  });

  it('do not bake where the run drained before their end', async () => {
    const { finished, events } = await rehearse({ jobs, bakeMs: 60_000, drainAt: 50 });
    expect(finished).toMatchObject({ durationMs: 100, counts: { deployed: 1, 'not-started': 3 } });
    expect(events.some(({ type }) => type === 'wave-baking')).toBe(false);
  });

  it('were stopped by the drain, where one comes during the check', async () => {
    const { of } = await rehearse({
      jobs,
      drainAt: 500,
      checkWave: async (_, sleep) => {
        await sleep(1000);
        return { healthy: false, reason: 'interrupted' };
      },
    });
    expect(of('b1').code).toBe('RunDrained');
  });

  it('bake only where the deadline leaves time for something after it', async () => {
    const fleet = {
      jobs: [
        job('canary'),
        job('long', { wave: 1, expectedMs: 800 }),
        job('short', { wave: 1, expectedMs: 100 }),
      ],
      bakeMs: 1000,
    };
    const some = await rehearse({ ...fleet, deadline: { at: 1500, assumedMs: 100 } });
    expect(some.of('long')).toMatchObject({ code: 'DeadlineTooNear' });
    expect(some.of('short')).toMatchObject({ outcome: 'deployed' });
    expect(
      some.events.find((event) => event.type === 'cluster-finished' && event.name === 'long'),
    ).toMatchObject({ at: 100 });

    const none = await rehearse({ ...fleet, deadline: { at: 1150, assumedMs: 100 } });
    expect(none.finished).toMatchObject({ durationMs: 100, counts: { deployed: 1, 'not-started': 2 } });
    expect(none.events.some(({ type }) => type === 'wave-baking')).toBe(false);
    expect(none.events.filter(({ type }) => type === 'wave-started').length).toBe(1);
  });
});
