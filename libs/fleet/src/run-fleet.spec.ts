import { clusterResult } from './index.js';
import { job, rehearse } from './testing/rehearse.js';

const jobs = (count: number) =>
  Array.from({ length: count }, (_, index) => job(`mc${String(index).padStart(2, '0')}`));

describe('runFleet', () => {
  it('goes on with the others when one fails, and tells each result with its reason', async () => {
    const { of, finished, events } = await rehearse({
      jobs: jobs(3),
      script: (name) => ({ ms: 1500.4, ending: name === 'mc00' ? 'Broken' : 'deployed' }),
    });
    expect(of('mc00')).toMatchObject({
      type: 'cluster-finished',
      run: '20260131t235959-0a1b',
      name: 'mc00',
      accountId: '222222222222',
      outcome: 'failed',
      code: 'Broken',
      reason: 'mc00: Broken in attempt 1.',
      remedy: 'Mend it.',
      retryable: false,
      attempts: 1,
      durationMs: 1500,
      logFile: 'mc00.1.log',
    });
    expect(of('mc02')).toMatchObject({ outcome: 'deployed', code: null, attempts: 1, logFile: 'mc02.1.log' });
    expect(finished.counts).toEqual({ deployed: 2, failed: 1, skipped: 0, 'not-started': 0 });
    expect(finished).toMatchObject({ drained: false, durationMs: 3001, region: 'us-east-1' });
    expect(events.at(-1)).toMatchObject(finished);
  });

  it("takes a job that throws as that cluster's failure alone", async () => {
    const { of } = await rehearse({
      jobs: jobs(2),
      script: (name) => ({ ms: 1, ending: name === 'mc00' ? 'crash' : 'deployed' }),
    });
    expect(of('mc00')).toMatchObject({ outcome: 'failed', code: 'JobCrashed', retryable: false });
    expect(of('mc00').reason).toContain('undefined is not a function');
    expect(of('mc01')).toMatchObject({ outcome: 'deployed' });
  });

  it('starts the next job as soon as one ends, and not one more than the limit', async () => {
    const { attempts } = await rehearse({
      jobs: jobs(5),
      concurrency: 2,
      script: (name) => ({ ms: name === 'mc00' ? 1000 : 100, ending: 'deployed' }),
    });
    expect(attempts.map(({ name, from, atOnce }) => [name, from, atOnce])).toEqual([
      ['mc00', 0, 1],
      ['mc01', 0, 2],
      ['mc02', 100, 2],
      ['mc03', 200, 2],
      ['mc04', 300, 2],
    ]);
  });

  it('starts nothing more once it drains, and waits for what runs', async () => {
    const { events, finished, of } = await rehearse({ jobs: jobs(4), drainAt: 50 });
    // It is asked twice.
    expect(events.filter(({ type }) => type === 'run-draining')).toMatchObject([
      { at: 50, running: ['mc00', 'mc01'], notStarted: ['mc02', 'mc03'] },
    ]);
    expect(finished).toMatchObject({ drained: true, counts: { deployed: 2, 'not-started': 2 } });
    expect(of('mc03')).toMatchObject({
      outcome: 'not-started',
      code: 'RunDrained',
      attempts: 0,
      durationMs: 0,
      retryable: true,
    });
  });

  it('reports what was decided before the run', async () => {
    const skipped = clusterResult({ name: 'mc9', accountId: null }, 'skipped', 0, {
      code: 'pending',
      reason: 'no account yet',
    });
    const { events, finished } = await rehearse({ jobs: [], settled: [skipped] });
    expect(events.map(({ type }) => type)).toEqual(['run-started', 'cluster-finished', 'run-finished']);
    expect(finished.counts.skipped).toBe(1);
  });

  it('tells a cluster that nothing was done about from one that failed', async () => {
    const { of, finished } = await rehearse({
      jobs: jobs(2),
      maxFailures: 0,
      script: (name) => ({ ms: 10, ending: name === 'mc00' ? 'OwnedElsewhere' : 'deployed' }),
    });
    expect(of('mc00')).toMatchObject({ outcome: 'not-started', code: 'OwnedElsewhere', attempts: 0 });
    expect(finished.counts).toMatchObject({ deployed: 1, failed: 0, 'not-started': 1 });
  });

  it.each([
    [{ concurrency: 0 }],
    [{ concurrency: 1.5 }],
    [{ concurrency: Number.NaN }],
    [{ maxFailures: -1 }],
    [{ bakeMs: Number.NaN }],
    [{ deadline: { at: Number.NaN, assumedMs: 1 } }],
    [{ deadline: { at: 1, assumedMs: -1 } }],
    [{ retry: { budgetMs: 1, baseMs: Number.NaN, capMs: 1 } }],
  ])('refuses %j', async (limits) => {
    await expect(rehearse({ jobs: [], ...limits })).rejects.toThrow(RangeError);
  });
});

describe('maxFailures', () => {
  const failing = (names: readonly string[]) => (name: string) =>
    ({ ms: 100, ending: names.includes(name) ? 'Broken' : 'deployed' }) as const;

  it('lets so many fail, and starts nothing more after one more', async () => {
    const within = await rehearse({ jobs: jobs(6), maxFailures: 2, script: failing(['mc00', 'mc01']) });
    expect(within.finished.counts).toMatchObject({ deployed: 4, failed: 2 });

    const beyond = await rehearse({ jobs: jobs(6), maxFailures: 1, script: failing(['mc00', 'mc01']) });
    expect(beyond.attempts.map(({ name }) => name)).toEqual(['mc00', 'mc01', 'mc02']);
    expect(beyond.finished.counts).toMatchObject({ deployed: 1, failed: 2, 'not-started': 3 });
    expect(beyond.of('mc05')).toMatchObject({
      code: 'FailureBudgetSpent',
      reason: 'mc05 was not started: clusters that failed: 2, of at most 1.',
      retryable: false,
    });
  });

  it('counts clusters that had failed before the run', async () => {
    const settled = [clusterResult({ name: 'Odd', accountId: null }, 'failed', 0, { code: 'Unnameable' })];
    const { attempts, of } = await rehearse({ jobs: jobs(2), maxFailures: 0, settled });
    expect(attempts).toEqual([]);
    expect(of('mc00').code).toBe('FailureBudgetSpent');
  });
});

describe('the deadline', () => {
  it('starts what is done before it, also after one that would not be', async () => {
    const { attempts, of } = await rehearse({
      jobs: [
        job('long', { expectedMs: 500 }),
        job('fits', { expectedMs: 300 }),
        job('short', { expectedMs: 100 }),
      ],
      concurrency: 1,
      deadline: { at: 400, assumedMs: 0 },
      script: (name) => ({ ms: name === 'fits' ? 300 : 100, ending: 'deployed' }),
    });
    expect(attempts.map(({ name, from }) => [name, from])).toEqual([
      ['fits', 0],
      ['short', 300],
    ]);
    expect(of('long')).toMatchObject({ outcome: 'not-started', code: 'DeadlineTooNear', retryable: true });
  });

  it('takes a duration that is not known for as long as the caller says', async () => {
    const { attempts, of } = await rehearse({
      jobs: [job('new1'), job('new2'), job('old', { expectedMs: 1000 })],
      concurrency: 1,
      deadline: { at: 3_500, assumedMs: 3_000 },
      script: () => ({ ms: 1000, ending: 'deployed' }),
    });
    expect(attempts.map(({ name }) => name)).toEqual(['new1', 'old']);
    expect(of('new2').reason).toBe(
      'new2 was not started: it is taken to need 3 s, for no earlier run tells, and 3 s are left.',
    );
  });

  it('asks what still runs then to stop, and waits for it, also while it drains', async () => {
    const { interruptedAt, events, finished } = await rehearse({
      jobs: [job('slow', { expectedMs: 100 })],
      deadline: { at: 500, assumedMs: 0 },
      drainAt: 50,
      script: () => ({ ms: 900, ending: 'deployed' }),
    });
    expect(interruptedAt).toBe(500);
    expect(events.find(({ type }) => type === 'deadline-reached')).toMatchObject({
      at: 500,
      running: ['slow'],
    });
    expect(finished).toMatchObject({ durationMs: 900, counts: { deployed: 1 } });
  });

  it('asks nothing while a wave is checked, and starts nothing after it', async () => {
    const { interruptedAt, events, of } = await rehearse({
      jobs: [job('canary', { expectedMs: 100 }), job('next', { wave: 1, expectedMs: 100 })],
      deadline: { at: 500, assumedMs: 0 },
      checkWave: async (_, sleep) => {
        await sleep(1000);
        return { healthy: true };
      },
    });
    expect(interruptedAt).toBeUndefined();
    expect(events.some(({ type }) => type === 'deadline-reached')).toBe(false);
    expect(of('next')).toMatchObject({ code: 'DeadlineTooNear' });
  });

  it('asks nothing where all is over before it, and leaves no timer', async () => {
    const { interruptedAt, timersLeft } = await rehearse({
      jobs: [job('quick', { expectedMs: 100 })],
      deadline: { at: 500, assumedMs: 0 },
    });
    expect(interruptedAt).toBeUndefined();
    expect(timersLeft).toBe(0);
  });
});
