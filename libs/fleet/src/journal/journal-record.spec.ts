import { clusterOwnerKey, clusterRecordKey, runRecordKey } from '@regional-pipeline/platform-model';
import { memoryRecordStore, readClusterOwner, readRun, startRun } from '../index.js';
import { MANAGEMENT, deployed, mc1, mc2, run1, run2, runRequest } from '../testing/journal-fixtures.js';

describe('a record of the journal', () => {
  const key = clusterOwnerKey(mc1);
  const ports = (store = memoryRecordStore()) => ({
    store,
    now: () => new Date(Date.UTC(2026, 0, 31)),
    holderState: () => Promise.resolve({ status: 'running', evidence: 'it runs' } as const),
  });

  it.each([
    ['is cut off', '{"version": 1, "clu', 'it is not JSON, or cut off'],
    ['is empty', '', 'it is not JSON, or cut off'],
    ['has no version', '{}', 'its version is missing, and only 1 is known here'],
    ['is of a newer version', '{"version": 2}', 'its version is 2, and only 1 is known here'],
    ['is no object', 'null', 'its version is missing'],
    ['lacks what it needs', '{"version": 1, "state": "owned"}', 'claim'],
  ])('that %s is unreadable, and never taken for none', async (_what, text, reason) => {
    const store = memoryRecordStore();
    await store.create(key, text);
    await expect(readClusterOwner(store, mc1)).rejects.toMatchObject({
      code: 'JournalUnreadable',
      message: expect.stringMatching(
        new RegExp(`record ${key} cannot be understood .*${reason}`, 's'),
      ) as string,
      context: { key },
    });
    const journal = await startRun(ports(store), runRequest());
    await expect(journal.claim({ name: mc1, accountId: MANAGEMENT })).rejects.toMatchObject({
      code: 'JournalUnreadable',
    });
    expect((await store.read(key))?.text).toBe(text);
  });

  it('that belongs elsewhere is unreadable', async () => {
    const store = memoryRecordStore();
    const journal = await startRun(ports(store), runRequest());
    await (await journal.claim({ name: mc1, accountId: MANAGEMENT })).finish(deployed, false);
    await store.create(clusterOwnerKey(mc2), (await store.read(key))?.text ?? '');
    await expect(readClusterOwner(store, mc2)).rejects.toMatchObject({
      code: 'JournalUnreadable',
      message: expect.stringContaining(`what it says belongs to ${key}`) as string,
    });
    await store.create(runRecordKey(run2), (await store.read(runRecordKey(run1)))?.text ?? '');
    await expect(readRun(ports(store), run2)).rejects.toMatchObject({ code: 'JournalUnreadable' });
  });

  it('is small JSON that people can read, its keys in one order', async () => {
    const store = memoryRecordStore();
    const journal = await startRun(ports(store), runRequest());
    const long = { ...deployed, outcome: 'failed', reason: 'x'.repeat(100_000) } as const;
    await (await journal.claim({ name: mc1, accountId: MANAGEMENT })).finish(long, true);
    const text = (await store.read(clusterRecordKey(run1, mc1)))?.text ?? '';
    expect(text.length).toBeLessThan(4096);
    expect(text).toMatch(
      /^{\n {2}"version": 1,\n {2}"run": "20260131t235959-0a1b",\n {2}"cluster": "mc1",\n/,
    );
    expect((await store.read(key))?.text).toBe(`{
  "version": 1,
  "cluster": "mc1",
  "accountId": "222222222222",
  "unblocked": [],
  "state": "free",
  "last": {
    "run": "20260131t235959-0a1b",
    "attempt": 1,
    "at": "2026-01-31T00:00:00.000Z"
  }
}
`);
  });
});
