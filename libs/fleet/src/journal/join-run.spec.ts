import { ClusterName, clusterOwnerKey, type HolderState } from '@regional-pipeline/platform-model';
import {
  concludeRun,
  joinRun,
  memoryRecordStore,
  readClusterOwner,
  readRun,
  resumeRun,
  startRun,
  type JournalPorts,
} from '../index.js';
import {
  MANAGEMENT,
  deployed,
  failed,
  holder,
  inputs,
  mc1,
  mc2,
  run1,
  runRequest,
} from '../testing/journal-fixtures.js';

const address = (name: ClusterName) => ({ name, accountId: MANAGEMENT });
const resumed = { holder: holder(9), inputs, acceptChangedInputs: false, holderIsOver: null };

describe('a run whose clusters have builds of their own', () => {
  /** What is seen of each process. */
  let seen: Record<number, HolderState['status']>;
  let ports: JournalPorts;

  beforeEach(async () => {
    seen = {};
    let time = Date.UTC(2026, 0, 31, 12);
    ports = {
      store: memoryRecordStore(),
      now: () => new Date((time += 1000)),
      holderState: ({ pid }) =>
        Promise.resolve({ status: seen[pid] ?? 'running', evidence: `process ${pid} was looked for` }),
    };
    await startRun(ports, runRequest({ fannedOut: true }));
    // The build that wrote the list is over before the first of the others starts.
    seen[1] = 'over';
  });

  const claim = async (pid: number, name = mc1) => {
    const { journal } = await joinRun(ports, run1, name, holder(pid));
    if (!journal) throw new TypeError(`${name} is deployed already`);
    return journal.claim(address(name));
  };
  const states = async () => (await readRun(ports, run1)).clusters.map(({ state }) => state);

  it('is told whole, and ended by its conclusion', async () => {
    const [first, second] = [await claim(2), await claim(3, mc2)];
    expect(await states()).toEqual(['running', 'running']);
    await first.finish(deployed, true);
    await second.finish(failed, true);

    const { record, state, clusters } = await concludeRun(ports, run1);
    expect(state.status).toBe('ended');
    expect(clusters.map((one) => one.state)).toEqual(['deployed', 'failed']);
    expect(record.tenures).toHaveLength(1);
    expect(record.tenures[0].end).toMatchObject({
      stopped: null,
      deployed: { mc1: 60_000 },
      failed: { mc2: 5_000 },
      notStarted: {},
      kept: {},
    });
    expect(clusters.map(({ attempts }) => attempts.map(({ logKey }) => logKey))).toEqual([
      ['pipeline-runs/20260131t235959-0a1b/logs/mc1.1.log'],
      ['pipeline-runs/20260131t235959-0a1b/logs/mc2.1.log'],
    ]);
  });

  it('says of a cluster that no build came for that nothing was tried', async () => {
    await (await claim(2)).finish(deployed, false);
    const { record, clusters } = await concludeRun(ports, run1);
    expect(record.tenures[0].end?.notStarted).toEqual({
      mc2: { code: 'ClusterNotAttempted', reason: 'no build of it has claimed it' },
    });
    expect(clusters[1]).toMatchObject({ state: 'not-started', evidence: 'no build of it has claimed it' });
  });

  it('is never held by a build: any number joins, and none writes its record', async () => {
    const before = await ports.store.read('pipeline-runs/20260131t235959-0a1b/run.json');
    const { journal } = await joinRun(ports, run1, mc1, holder(2));
    await journal?.end({ stopped: null });
    await joinRun(ports, run1, mc1, holder(3));
    expect(await ports.store.read('pipeline-runs/20260131t235959-0a1b/run.json')).toEqual(before);
  });

  it('has one owner a cluster, of two builds that come for the same one', async () => {
    const first = await claim(2);
    await expect(claim(3)).rejects.toMatchObject({ code: 'ClusterOwned' });
    seen[2] = 'unknown';
    await expect(claim(3)).rejects.toMatchObject({
      code: 'ClusterOwned',
      remedy: expect.stringContaining('only the end of build') as unknown,
    });
    await first.finish(deployed, false);
    expect((await joinRun(ports, run1, mc1, holder(3))).journal).toBeNull();
  });

  it('lets a build take a cluster whose build died, and records what that one began', async () => {
    await claim(2);
    seen[2] = 'over';
    const second = await claim(3);
    expect(second.attempt).toBe(2);
    await second.finish(deployed, false);
    const [story] = (await readRun(ports, run1)).clusters;
    expect(story?.attempts.map(({ outcome }) => outcome)).toEqual(['interrupted', 'deployed']);
  });

  it('goes on where the answer to its own claim was lost', async () => {
    const create = ports.store.create.bind(ports.store);
    const store = {
      ...ports.store,
      create: async (key: string, text: string) => {
        const version = await create(key, text);
        return key === clusterOwnerKey(mc1) ? undefined : version;
      },
    };
    const { journal } = await joinRun({ ...ports, store }, run1, mc1, holder(2));
    expect((await journal?.claim(address(mc1)))?.attempt).toBe(2);
    expect(await states()).toEqual(['running', 'not-started']);
  });

  it('is not over because the build that wrote its list is, and is resumed by a person’s word alone', async () => {
    await expect(resumeRun(ports, run1, resumed)).rejects.toMatchObject({
      code: 'RunStillHeld',
      message: expect.stringContaining('orchestrator conclude 20260131t235959-0a1b') as unknown,
    });
    await claim(2);
    const { journal, left } = await resumeRun(ports, run1, { ...resumed, holderIsOver: 1 });
    expect(left.map(({ state }) => state)).toEqual(['running', 'not-started']);
    // The word was about the run's holder, and says nothing of the build that is at work, seen or not.
    await expect(journal?.claim(address(mc1))).rejects.toMatchObject({ code: 'ClusterOwned' });
    seen[2] = 'unknown';
    await expect(journal?.claim(address(mc1))).rejects.toMatchObject({ code: 'ClusterOwned' });
    seen[2] = 'over';
    expect((await journal?.claim(address(mc1)))?.attempt).toBe(2);
  });

  it('is not joined any more once it was concluded or resumed', async () => {
    await (await claim(2)).finish(deployed, false);
    await concludeRun(ports, run1);
    await expect(joinRun(ports, run1, mc2, holder(3))).rejects.toMatchObject({ code: 'RunNotOpen' });
    const { journal } = await resumeRun(ports, run1, resumed);
    await expect(joinRun(ports, run1, mc2, holder(3))).rejects.toMatchObject({
      code: 'RunNotOpen',
      message: expect.stringContaining('it was resumed') as unknown,
    });
    await expect(concludeRun(ports, run1)).rejects.toMatchObject({ code: 'RunNotOpen' });
    await (await journal?.claim(address(mc2)))?.finish(deployed, false);
    await journal?.end({ stopped: null });
    expect(await states()).toEqual(['deployed', 'deployed']);
  });

  it('refuses a claim that comes after its end, and the next holder counts on from it', async () => {
    const late = await joinRun(ports, run1, mc1, holder(2));
    await concludeRun(ports, run1);
    const { journal } = await resumeRun(ports, run1, resumed);
    await expect(late.journal?.claim(address(mc1))).rejects.toMatchObject({ code: 'RunNotOpen' });
    expect(await readClusterOwner(ports.store, mc1)).toMatchObject({ content: { state: 'free' } });
    expect((await journal?.claim(address(mc1)))?.attempt).toBe(2);
  });

  it('keeps a cluster whose build is at work when it is concluded', async () => {
    const open = await claim(2);
    const { record } = await concludeRun(ports, run1);
    expect(record.tenures[0].end?.kept).toEqual({ mc1: 'process 2 was looked for' });
    seen[2] = 'unknown';
    expect(await states()).toEqual(['unknown', 'not-started']);
    await open.finish(deployed, false);
    expect(await states()).toEqual(['deployed', 'not-started']);
  });

  it('is concluded once, however often', async () => {
    const first = await concludeRun(ports, run1);
    expect(await concludeRun(ports, run1)).toEqual(first);
  });

  it('is no other run', async () => {
    await expect(joinRun(ports, run1, ClusterName.parse('mc9'), holder(2))).rejects.toMatchObject({
      code: 'ClusterNotAttempted',
    });
    const plain = { ...ports, store: memoryRecordStore() };
    await startRun(plain, runRequest());
    await expect(joinRun(plain, run1, mc1, holder(2))).rejects.toMatchObject({ code: 'RunNotOpen' });
    await expect(concludeRun(plain, run1)).rejects.toMatchObject({ code: 'RunNotOpen' });
  });
});
