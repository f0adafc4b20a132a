import { RunId } from '@regional-pipeline/platform-model';
import { expectedDurations, memoryRecordStore, startRun, type RecordStore } from '../index.js';
import { MANAGEMENT, deployed, failed, mc1, mc2, runRequest } from '../testing/journal-fixtures.js';

/** A run per day of January, with how long each cluster took; a negative number is a failure. */
async function journalOf(
  store: RecordStore,
  days: readonly (readonly [mc1: number | null, mc2: number | null])[],
) {
  const now = () => new Date(Date.UTC(2026, 0, 31));
  const holderState = () => Promise.resolve({ status: 'unknown', evidence: '' } as const);
  for (const [day, durations] of days.entries()) {
    const run = RunId.parse(`202601${String(day + 1).padStart(2, '0')}t000000-0000`);
    const journal = await startRun({ store, now, holderState }, runRequest({ run }));
    for (const [index, name] of [mc1, mc2].entries()) {
      const durationMs = durations[index] ?? null;
      if (durationMs === null) continue;
      const claim = await journal.claim({ name, accountId: MANAGEMENT });
      await claim.finish(
        { ...(durationMs < 0 ? failed : deployed), durationMs: Math.abs(durationMs) },
        false,
      );
    }
    await journal.end({ stopped: null });
  }
}

describe('expectedDurations', () => {
  it('is the median of what was deployed in the newest runs; a failure counts where nothing was', async () => {
    const store = memoryRecordStore();
    await journalOf(store, [
      [90_000, 90_000],
      [10, -7],
      [900, -30],
      [20, null],
      [-5_000, -20],
    ]);
    expect([...(await expectedDurations(store, 4))]).toEqual([
      ['mc1', 20],
      ['mc2', 30],
    ]);
  });

  it('takes one request a run, and one for their names', async () => {
    const store = memoryRecordStore();
    await journalOf(store, [
      [10, 10],
      [20, 20],
    ]);
    const asked: string[] = [];
    const counting: RecordStore = {
      ...store,
      read: (key) => {
        asked.push(key);
        return store.read(key);
      },
      list: () => Promise.reject(new TypeError('a list of a whole run is too much')),
    };
    await expectedDurations(counting, 5);
    expect(asked).toEqual([
      'pipeline-runs/20260102t000000-0000/run.json',
      'pipeline-runs/20260101t000000-0000/run.json',
    ]);
  });

  it('leaves out a run that cannot be understood, but not a store that does not answer', async () => {
    const store = memoryRecordStore();
    await journalOf(store, [[10, 10]]);
    await store.create('pipeline-runs/20260102t000000-0000/run.json', '{');
    expect((await expectedDurations(store, 5)).get(mc1)).toBe(10);
    const gone: RecordStore = { ...store, read: () => Promise.reject(new TypeError('gone')) };
    await expect(expectedDurations(gone, 5)).rejects.toThrow('gone');
  });
});
