import { job, rehearse } from './testing/rehearse.js';

const retry = { budgetMs: 10_000, baseMs: 1000, capMs: 4000 };

describe('a retry', () => {
  it('follows a failure that it may mend, with doubled waits up to the cap, within the budget', async () => {
    const { events, attempts, of } = await rehearse({
      jobs: [job('mc01')],
      retry,
      random: () => 0.999_999,
      script: () => ({ ms: 100, ending: 'Shaken' }),
    });
    const waits = events.flatMap((event) => (event.type === 'cluster-retrying' ? [event] : []));
    expect(waits.map(({ attempt, delayMs }) => [attempt, Math.round(delayMs)])).toEqual([
      [1, 1000],
      [2, 2000],
      [3, 4000],
    ]);
    expect(waits[0]).toMatchObject({
      name: 'mc01',
      accountId: '222222222222',
      code: 'Shaken',
      reason: 'mc01: Shaken in attempt 1.',
      logFile: 'mc01.1.log',
    });
    expect(attempts.length).toBe(4);
    expect(of('mc01')).toMatchObject({
      outcome: 'failed',
      code: 'Shaken',
      reason: 'mc01: Shaken in attempt 4.',
      attempts: 4,
      durationMs: 7400,
      logFile: 'mc01.4.log',
    });
  });

  it('may mend it', async () => {
    const { of, events } = await rehearse({
      jobs: [job('mc01')],
      retry,
      script: (_, attempt) => ({ ms: 100, ending: attempt === 1 ? 'Shaken' : 'deployed' }),
    });
    expect(of('mc01')).toMatchObject({ outcome: 'deployed', attempts: 2, durationMs: 700, code: null });
    expect(
      events.flatMap((event) => (event.type === 'cluster-started' ? [[event.attempt, event.at]] : [])),
    ).toEqual([
      [1, 0],
      [2, 600],
    ]);
  });

  it.each(['Broken', 'crash', 'OwnedElsewhere'] as const)('does not follow %s', async (ending) => {
    const { attempts } = await rehearse({ jobs: [job('mc01')], retry, script: () => ({ ms: 1, ending }) });
    expect(attempts.length).toBe(1);
  });

  it('does not happen where the run allows none', async () => {
    const { attempts } = await rehearse({ jobs: [job('mc01')], script: () => ({ ms: 1, ending: 'Shaken' }) });
    expect(attempts.length).toBe(1);
  });

  it('holds no slot while it waits, and then goes before what was never begun', async () => {
    const { attempts } = await rehearse({
      jobs: ['a', 'b', 'c', 'd'].map((name) => job(name)),
      concurrency: 1,
      retry,
      script: (name, attempt) => ({ ms: 300, ending: name === 'a' && attempt === 1 ? 'Shaken' : 'deployed' }),
    });
    expect(attempts.map(({ name, from }) => [name, from])).toEqual([
      ['a', 0],
      ['b', 300],
      ['c', 600],
      ['a', 900],
      ['d', 1200],
    ]);
  });

  it('begins in the order in which the waits ended', async () => {
    const { attempts } = await rehearse({
      jobs: ['a', 'b', 'c', 'd'].map((name) => job(name)),
      retry,
      script: (name, attempt) => {
        if (attempt === 1 && name === 'a') return { ms: 100, ending: 'Shaken' };
        if (attempt === 1 && name === 'b') return { ms: 150, ending: 'Shaken' };
        return { ms: 1000, ending: 'deployed' };
      },
    });
    expect(attempts.slice(2).map(({ name, from }) => [name, from])).toEqual([
      ['c', 100],
      ['d', 150],
      ['a', 1100],
      ['b', 1150],
    ]);
  });

  it('is given up, as failed with the last error, where a slot comes too late for the budget', async () => {
    const { of, attempts } = await rehearse({
      jobs: [job('a'), job('b')],
      concurrency: 1,
      retry: { ...retry, budgetMs: 600 },
      script: (name) => ({ ms: name === 'a' ? 100 : 5000, ending: name === 'a' ? 'Shaken' : 'deployed' }),
    });
    expect(attempts.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(of('a')).toMatchObject({ outcome: 'failed', code: 'Shaken', attempts: 1, retryable: true });
  });

  it('that comes too late for its budget counts as a failure before anything else starts', async () => {
    const { attempts, of } = await rehearse({
      jobs: [job('a'), job('b'), job('c')],
      concurrency: 1,
      maxFailures: 0,
      retry: { ...retry, budgetMs: 600 },
      script: (name) => ({ ms: name === 'a' ? 100 : 5000, ending: name === 'a' ? 'Shaken' : 'deployed' }),
    });
    expect(attempts.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(of('a')).toMatchObject({ outcome: 'failed' });
    expect(of('c')).toMatchObject({ outcome: 'not-started', code: 'FailureBudgetSpent' });
  });

  it('ends its wait at once when the run drains: it has failed, and was not "not started"', async () => {
    const { of, finished, timersLeft } = await rehearse({
      jobs: [job('mc01')],
      retry,
      drainAt: 300,
      script: () => ({ ms: 100, ending: 'Shaken' }),
    });
    expect(of('mc01')).toMatchObject({ outcome: 'failed', code: 'Shaken', attempts: 1, durationMs: 300 });
    expect(finished).toMatchObject({ drained: true, durationMs: 300 });
    expect(timersLeft).toBe(0);
  });

  it('does not begin where the deadline leaves no time for it', async () => {
    const { of } = await rehearse({
      jobs: [job('mc01', { expectedMs: 400 })],
      retry,
      deadline: { at: 999, assumedMs: 0 },
      script: () => ({ ms: 100, ending: 'Shaken' }),
    });
    // 100 ms, a wait of 500 ms, and 400 ms more would be 1 ms too late.
    expect(of('mc01')).toMatchObject({ attempts: 1, durationMs: 100, code: 'Shaken' });
  });

  it('does not begin where a slot comes too late for the deadline', async () => {
    const { of } = await rehearse({
      jobs: [job('a', { expectedMs: 500 }), job('b', { expectedMs: 400 })],
      concurrency: 1,
      retry,
      deadline: { at: 1150, assumedMs: 0 },
      script: (name) => ({ ms: name === 'a' ? 100 : 600, ending: name === 'a' ? 'Shaken' : 'deployed' }),
    });
    // It waits until 600 ms, when it would fit; the slot is free at 700 ms, when it does not.
    expect(of('a')).toMatchObject({ outcome: 'failed', code: 'Shaken', attempts: 1, durationMs: 700 });
  });

  it('does not begin after the failure budget is spent', async () => {
    const { of, attempts } = await rehearse({
      jobs: [job('a'), job('b')],
      maxFailures: 0,
      retry,
      script: (name) => ({ ms: name === 'a' ? 100 : 300, ending: name === 'a' ? 'Shaken' : 'Broken' }),
    });
    expect(attempts.length).toBe(2);
    expect(of('a')).toMatchObject({ outcome: 'failed', code: 'Shaken', durationMs: 300 });
  });

  it('that finds the cluster owned elsewhere ends it as failed: an earlier attempt was made', async () => {
    const { of } = await rehearse({
      jobs: [job('mc01')],
      retry,
      script: (_, attempt) => ({ ms: 100, ending: attempt === 1 ? 'Shaken' : 'OwnedElsewhere' }),
    });
    expect(of('mc01')).toMatchObject({ outcome: 'failed', code: 'OwnedElsewhere', attempts: 2 });
  });
});

describe('throttling', () => {
  it('halves what runs at once, once a burst, and raises it again with what is deployed', async () => {
    const { events, attempts } = await rehearse({
      jobs: Array.from({ length: 60 }, (_, index) => job(`mc${index}`)),
      concurrency: 8,
      retry,
      random: () => 0,
      script: (name, attempt) => ({
        ms: 100,
        ending: Number(name.slice(2)) < 8 && attempt === 1 ? 'Throttled' : 'deployed',
      }),
    });
    const changes = events.flatMap((event) => (event.type === 'concurrency-changed' ? [event] : []));
    expect(changes.map(({ concurrency, because }) => [concurrency, because])).toEqual([
      [4, 'throttled'],
      [5, 'recovered'],
      [6, 'recovered'],
      [7, 'recovered'],
      [8, 'recovered'],
    ]);
    const recovered = changes[1]?.at ?? Infinity;
    const between = attempts.filter(({ from }) => from >= 100 && from < recovered);
    expect(between.length).toBeGreaterThan(0);
    for (const { atOnce } of between) expect(atOnce).toBeLessThanOrEqual(4);
  });

  it('goes down to one at once and no further', async () => {
    const { events, finished } = await rehearse({
      jobs: Array.from({ length: 40 }, (_, index) => job(`mc${index}`)),
      concurrency: 5,
      script: () => ({ ms: 100, ending: 'Throttled' }),
    });
    expect(
      events.flatMap((event) => (event.type === 'concurrency-changed' ? [event.concurrency] : [])),
    ).toEqual([2, 1]);
    expect(finished.counts.failed).toBe(40);
  });
});
