import {
  ClusterName,
  clusterLogKey,
  clusterOwnerKey,
  clusterRecordKey,
  type HolderState,
} from '@regional-pipeline/platform-model';
import {
  clusterResult,
  judgeClaim,
  listRuns,
  memoryRecordStore,
  readBlock,
  readClusterOwner,
  readRun,
  resumeRun,
  startRun,
  unblockCluster,
  type JournalPorts,
  type ResumeRequest,
} from '../index.js';
import {
  MANAGEMENT,
  STRANGER,
  clustersNamed,
  deployed,
  failed,
  holder,
  inputs,
  mc1,
  mc2,
  run1,
  run2,
  runRequest,
} from '../testing/journal-fixtures.js';

const address = (name: typeof mc1) => ({ name, accountId: MANAGEMENT });
const resumeRequest = (changes: Partial<ResumeRequest> = {}): ResumeRequest => ({
  holder: holder(2),
  inputs,
  acceptChangedInputs: false,
  holderIsOver: null,
  ...changes,
});
const unsaved = { reason: 'the upload was refused.', lineage: '3c1e', serial: 4 };

describe('the journal', () => {
  /** What is seen of each process. */
  let seen: Record<number, HolderState['status']>;
  let ports: JournalPorts;

  beforeEach(() => {
    seen = {};
    let time = Date.UTC(2026, 0, 31, 12);
    ports = {
      store: memoryRecordStore(),
      now: () => new Date((time += 1000)),
      holderState: ({ pid }) =>
        Promise.resolve({ status: seen[pid] ?? 'running', evidence: `process ${pid} was looked for` }),
    };
  });

  it('tells the whole story of a run that went through', async () => {
    const settled = clusterResult({ name: 'mc9', accountId: null }, 'skipped', 0, {
      code: 'account-pending',
      reason: 'its account is not minted yet.',
    });
    const journal = await startRun(ports, runRequest({ settled: [settled] }));
    const claim = await journal.claim(address(mc1));
    expect((await readRun(ports, run1)).clusters.map(({ state }) => state)).toEqual([
      'running',
      'not-started',
    ]);
    await claim.finish(deployed, true);
    await (await journal.claim(address(mc2))).finish(failed, false);
    await journal.end({ stopped: null });

    const { record, state, clusters } = await readRun(ports, run1);
    expect(state).toEqual({ status: 'ended', evidence: 'it ended at 2026-01-31T12:00:08.000Z' });
    expect(record).toMatchObject({
      region: 'us-east-1',
      asked: { concurrency: 2 },
      settled: [{ name: 'mc9', outcome: 'skipped', code: 'account-pending' }],
      tenures: [{ inputs, end: { deployed: { mc1: 60_000 }, failed: { mc2: 5_000 }, kept: {} } }],
    });
    expect(clusters).toMatchObject([
      { name: 'mc1', state: 'deployed', attempts: [{ attempt: 1, logKey: clusterLogKey(run1, mc1, 1) }] },
      { name: 'mc2', state: 'failed', attempts: [{ code: 'TargetFailed', durationMs: 5_000, logKey: null }] },
    ]);
  });

  it('counts a second attempt of the same run, also where another run had the cluster between them', async () => {
    const journal = await startRun(ports, runRequest());
    await (await journal.claim(address(mc1))).finish(failed, true);
    const other = await startRun(ports, runRequest({ run: run2, holder: holder(2) }));
    await (await other.claim(address(mc1))).finish(failed, true);
    const again = await journal.claim(address(mc1));
    expect(again.attempt).toBe(2);
    await again.finish(deployed, true);
    const [story] = (await readRun(ports, run1)).clusters;
    expect(story?.attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'deployed']);
  });

  it('refuses an id that is taken', async () => {
    await startRun(ports, runRequest());
    await expect(startRun(ports, runRequest({ holder: holder(2) }))).rejects.toMatchObject({
      code: 'RunIdTaken',
    });
  });

  it('refuses a cluster that another run works on, and says who and what to do', async () => {
    await (await startRun(ports, runRequest())).claim(address(mc1));
    const other = await startRun(ports, runRequest({ run: run2, holder: holder(2) }));
    await expect(other.claim(address(mc1))).rejects.toMatchObject({
      code: 'ClusterOwned',
      message:
        'mc1 was not touched: run 20260131t235959-0a1b of root@build-host works on it, ' +
        'since 2026-01-31T12:00:02.000Z (process 1 was looked for).',
      remedy: expect.stringContaining('Wait for the end of run 20260131t235959-0a1b') as string,
    });
    seen[1] = 'unknown';
    await expect(other.claim(address(mc1))).rejects.toMatchObject({
      code: 'ClusterOwned',
      message: expect.stringContaining('nothing proves that it is over') as string,
      remedy: expect.stringContaining(
        '`orchestrator resume 20260131t235959-0a1b --holder-is-over 1`',
      ) as string,
    });
  });

  it('takes a cluster of a run that is provably over, and says in that run that it was interrupted', async () => {
    await (await startRun(ports, runRequest())).claim(address(mc1));
    seen[1] = 'over';
    const other = await startRun(ports, runRequest({ run: run2, holder: holder(2) }));
    expect((await other.claim(address(mc1))).attempt).toBe(1);
    const { state, clusters } = await readRun(ports, run1);
    expect(state.status).toBe('died');
    expect(clusters[0]).toMatchObject({
      state: 'interrupted',
      attempts: [{ outcome: 'interrupted', endedAt: null }],
    });
  });

  it('shows an attempt of a dead holder as interrupted, and one that cannot be seen as unknown', async () => {
    await (await startRun(ports, runRequest())).claim(address(mc1));
    const stateOfMc1 = async () => (await readRun(ports, run1)).clusters[0]?.state;
    expect(await stateOfMc1()).toBe('running');
    seen[1] = 'unknown';
    expect(await stateOfMc1()).toBe('unknown');
    seen[1] = 'over';
    expect(await stateOfMc1()).toBe('interrupted');
  });

  it('shows an attempt that ends while the story is read with its end', async () => {
    const claim = await (
      await startRun(ports, runRequest({ clusters: clustersNamed(mc1) }))
    ).claim(address(mc1));
    const read = ports.store.read.bind(ports.store);
    let reads = 0;
    const store = {
      ...ports.store,
      read: async (key: string) => {
        const found = await read(key);
        // The first read is of the run's own record.
        if (++reads === 2) await claim.finish(deployed, false);
        return found;
      },
    };
    expect((await readRun({ ...ports, store }, run1)).clusters[0]?.state).toBe('deployed');
  });

  it('never lets a name move to another account', async () => {
    const journal = await startRun(ports, runRequest());
    await (await journal.claim(address(mc1))).finish(deployed, true);
    const clusters = [{ name: mc1, accountId: STRANGER, wave: 0 }];
    const other = await startRun(ports, runRequest({ run: run2, holder: holder(2), clusters }));
    await expect(other.claim({ name: mc1, accountId: STRANGER })).rejects.toMatchObject({
      code: 'ClusterAccountChanged',
      message: expect.stringContaining("was account 222222222222's") as string,
    });
  });

  it('blocks a cluster until a person has decided, and keeps the decision', async () => {
    const journal = await startRun(ports, runRequest());
    const claim = await journal.claim(address(mc1));
    const key = `pipeline-runs/${run1}/rescue/mc1/1/errored.tfstate`;
    await ports.store.create(key, '{}');
    await claim.block(failed, unsaved, false);
    await expect(journal.claim(address(mc1))).rejects.toMatchObject({
      code: 'ClusterBlocked',
      message: expect.stringContaining(`saved as ${key}, serial 4 of lineage 3c1e`) as string,
      remedy: expect.stringContaining('`orchestrator rescue push mc1`') as string,
    });
    expect((await readRun(ports, run1)).clusters[0]).toMatchObject({
      state: 'blocked',
      attempts: [{ attempt: 1 }],
    });

    const block = await readBlock(ports.store, mc1);
    expect(block.rescueKeys).toEqual([key]);
    await unblockCluster(ports, block, { decision: 'push', by: 'root@laptop' });
    expect((await readClusterOwner(ports.store, mc1))?.content).toMatchObject({
      state: 'free',
      unblocked: [{ run: run1, attempt: 1, decision: 'push', by: 'root@laptop', rescueKeys: [key] }],
    });
    expect((await journal.claim(address(mc1))).attempt).toBe(2);
    await expect(unblockCluster(ports, block, { decision: 'push', by: 'root@laptop' })).rejects.toMatchObject(
      {
        code: 'ClusterNotBlocked',
      },
    );
    await expect(readBlock(ports.store, mc1)).rejects.toMatchObject({ code: 'ClusterNotBlocked' });
    await expect(readBlock(ports.store, mc2)).rejects.toMatchObject({ code: 'ClusterNotBlocked' });
  });

  it('blocks the cluster of a dead run that saved a state and did not get to say so', async () => {
    await (await startRun(ports, runRequest())).claim(address(mc1));
    await ports.store.create(`pipeline-runs/${run1}/rescue/mc1/1/errored.tfstate`, '{}');
    seen[1] = 'over';
    const other = await startRun(ports, runRequest({ run: run2, holder: holder(2) }));
    await expect(other.claim(address(mc1))).rejects.toMatchObject({ code: 'ClusterBlocked' });
    expect((await readRun(ports, run1)).clusters[0]?.state).toBe('blocked');
  });

  it('keeps a cluster that it could not block from everybody who does not see that its holder is over', async () => {
    const journal = await startRun(ports, runRequest());
    const claim = await journal.claim(address(mc1));
    jest.spyOn(ports.store, 'replace').mockRejectedValueOnce(new TypeError('gone'));
    await expect(claim.block(failed, unsaved, false)).rejects.toThrow('gone');
    await journal.end({ stopped: null });
    seen[1] = 'unknown';
    const other = await startRun(ports, runRequest({ run: run2, holder: holder(2) }));
    await expect(other.claim(address(mc1))).rejects.toMatchObject({
      code: 'ClusterOwned',
      message: expect.stringContaining('the upload was refused') as string,
    });
    seen[1] = 'over';
    expect((await other.claim(address(mc1))).attempt).toBe(1);
  });

  it('blocks before it records anything else, and loses no attempt where that was all it could do', async () => {
    const journal = await startRun(ports, runRequest());
    const claim = await journal.claim(address(mc1));
    jest.spyOn(ports.store, 'create').mockRejectedValueOnce(new TypeError('gone'));
    await expect(claim.block(failed, unsaved, false)).rejects.toThrow('gone');
    await expect(journal.claim(address(mc1))).rejects.toMatchObject({
      code: 'ClusterBlocked',
      message: expect.stringContaining('no copy of it is in the bucket') as string,
    });
    await unblockCluster(ports, await readBlock(ports.store, mc1), {
      decision: 'discard',
      by: 'root@laptop',
    });
    const [story] = (await readRun(ports, run1)).clusters;
    expect(story).toMatchObject({
      state: 'interrupted',
      attempts: [{ attempt: 1, tenure: 1, startedAt: '2026-01-31T12:00:02.000Z', reason: unsaved.reason }],
    });
    expect((await journal.claim(address(mc1))).attempt).toBe(2);
  });

  it('keeps a cluster after the end of the run whose processes still work on it', async () => {
    const journal = await startRun(ports, runRequest());
    (await journal.claim(address(mc1))).keep('make did not end on SIGINT');
    await journal.end({ stopped: 'it was asked to stop' });
    seen[1] = 'unknown';
    const other = await startRun(ports, runRequest({ run: run2, holder: holder(2) }));
    await expect(other.claim(address(mc1))).rejects.toMatchObject({
      code: 'ClusterOwned',
      message: expect.stringContaining('make did not end on SIGINT') as string,
    });
    // A resume proves no more; only a person's word about that very holder does.
    const unsure = await resumeRun(ports, run1, resumeRequest({ holder: holder(3) }));
    await expect(unsure.journal?.claim(address(mc1))).rejects.toMatchObject({ code: 'ClusterOwned' });
    await unsure.journal?.end({ stopped: null });
    const sure = await resumeRun(ports, run1, resumeRequest({ holder: holder(4), holderIsOver: 1 }));
    expect((await sure.journal?.claim(address(mc1)))?.attempt).toBe(2);
  });

  it('lets a cluster be taken that an ended run could not give back', async () => {
    const journal = await startRun(ports, runRequest());
    const claim = await journal.claim(address(mc1));
    const answers = jest.spyOn(ports.store, 'replace').mockRejectedValueOnce(new TypeError('gone'));
    await expect(claim.finish(deployed, true)).rejects.toThrow('gone');
    expect(answers).toHaveBeenCalledTimes(1);
    await journal.end({ stopped: null });
    seen[1] = 'unknown';
    const owner = (await readClusterOwner(ports.store, mc1))?.content;
    if (owner?.state !== 'owned') throw new TypeError('it was given back');
    expect(await judgeClaim(ports, mc1, owner.claim)).toMatchObject({ status: 'over' });
  });

  it('is not written by a process whose cluster or run was taken', async () => {
    const journal = await startRun(ports, runRequest());
    const claim = await journal.claim(address(mc1));
    seen[1] = 'unknown';
    const { journal: next } = await resumeRun(ports, run1, resumeRequest({ holderIsOver: 1 }));
    await next?.claim(address(mc1));
    await expect(claim.finish(deployed, true)).rejects.toMatchObject({ code: 'ClaimTakenOver' });
    await expect(journal.end({ stopped: null })).rejects.toMatchObject({ code: 'RunTakenOver' });
  });

  it('takes a cluster again whose claim got through without an answer', async () => {
    const journal = await startRun(ports, runRequest());
    const { store } = ports;
    jest.spyOn(store, 'create').mockImplementationOnce(async (key, text) => {
      await store.create(key, text);
      throw new TypeError('gone');
    });
    await expect(journal.claim(address(mc1))).rejects.toThrow('gone');
    expect((await journal.claim(address(mc1))).attempt).toBe(2);
  });

  it('claims for its own clusters only, one at a time, and not after its end', async () => {
    const journal = await startRun(ports, runRequest({ clusters: clustersNamed(mc1) }));
    await expect(journal.claim(address(mc2))).rejects.toThrow(RangeError);
    const claims = await Promise.allSettled([journal.claim(address(mc1)), journal.claim(address(mc1))]);
    expect(claims.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await journal.end({ stopped: null });
    await expect(journal.claim(address(mc1))).rejects.toThrow(RangeError);
  });

  describe('resume', () => {
    it('gives what failed, was interrupted or never started', async () => {
      const mc3 = { ...address(mc1), name: ClusterName.parse('mc3'), wave: 1 };
      const mc4 = { ...mc3, name: ClusterName.parse('mc4') };
      const clusters = [...clustersNamed(mc1, mc2), mc3, mc4];
      const journal = await startRun(ports, runRequest({ clusters }));
      await (await journal.claim(address(mc1))).finish(deployed, true);
      await (await journal.claim(address(mc2))).finish(failed, true);
      await journal.claim(mc3);
      seen[1] = 'over';
      const resumed = await resumeRun(ports, run1, resumeRequest());
      expect(resumed.left).toMatchObject([
        { name: 'mc2', state: 'failed' },
        { name: 'mc3', state: 'interrupted', wave: 1 },
        { name: 'mc4', state: 'not-started' },
      ]);
      expect(resumed.record.tenures[1]).toMatchObject({ takenOver: 'process 1 was looked for', end: null });
      const attempts = await Promise.all(
        resumed.left.map(async (cluster) => (await resumed.journal?.claim(cluster))?.attempt),
      );
      expect(attempts).toEqual([2, 2, 1]);
    });

    it('says that nothing is left where all is deployed, and writes nothing', async () => {
      const journal = await startRun(ports, runRequest({ clusters: clustersNamed(mc1) }));
      await (await journal.claim(address(mc1))).finish(deployed, true);
      await journal.end({ stopped: null });
      const resumed = await resumeRun(ports, run1, resumeRequest());
      expect(resumed).toMatchObject({ journal: null, left: [] });
      expect((await readRun(ports, run1)).record.tenures).toHaveLength(1);
    });

    it('is refused while the holder is at work or may be; a word for it does not count against what is seen', async () => {
      await startRun(ports, runRequest());
      await expect(resumeRun(ports, run1, resumeRequest({ holderIsOver: 1 }))).rejects.toMatchObject({
        code: 'RunStillHeld',
        message: expect.stringContaining('held by root@build-host, process 1, since') as string,
      });
      seen[1] = 'unknown';
      await expect(resumeRun(ports, run1, resumeRequest())).rejects.toMatchObject({
        code: 'RunStillHeld',
        remedy: expect.stringContaining(`\`orchestrator resume ${run1} --holder-is-over 1\``) as string,
      });
      await resumeRun(ports, run1, resumeRequest({ holderIsOver: 1 }));
      seen[2] = 'unknown';
      // The word was about the first holder, not about the one who has the run now.
      await expect(resumeRun(ports, run1, resumeRequest({ holderIsOver: 1 }))).rejects.toMatchObject({
        code: 'RunStillHeld',
      });
    });

    it('lets one of two at once have the run', async () => {
      await startRun(ports, runRequest());
      seen[1] = 'over';
      const both = await Promise.allSettled([
        resumeRun(ports, run1, resumeRequest()),
        resumeRun(ports, run1, resumeRequest({ holder: holder(3) })),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'RunStillHeld' },
      });
    });

    it.each([
      ['the source revision', { sourceRevision: 'bb' }, 'the source revision was 4f0c2d1 and is bb'],
      ['an unknown source revision', { sourceRevision: null }, 'was 4f0c2d1 and is not known'],
      [
        'the central state',
        { centralState: { ...inputs.centralState, serial: 8 } },
        'the central state was serial 7 of lineage 3c1e (etag e7) and is serial 8',
      ],
      [
        'the definitions',
        { definitionsDigest: 'sha256:bb' },
        'the definitions were sha256:aa and are sha256:bb',
      ],
    ])('is refused where %s changed, unless a person accepts it', async (_what, change, message) => {
      await startRun(ports, runRequest());
      seen[1] = 'over';
      const request = resumeRequest({ inputs: { ...inputs, ...change } });
      await expect(resumeRun(ports, run1, request)).rejects.toMatchObject({
        code: 'InputsChanged',
        message: expect.stringContaining(message) as string,
      });
      const { record } = await resumeRun(ports, run1, { ...request, acceptChangedInputs: true });
      expect(record.tenures[1]?.inputs).toEqual(request.inputs);
    });

    it('takes a copy of the same central state for the same', async () => {
      await startRun(ports, runRequest());
      seen[1] = 'over';
      const centralState = { ...inputs.centralState, versionId: 'v8' };
      const resumed = await resumeRun(ports, run1, resumeRequest({ inputs: { ...inputs, centralState } }));
      expect(resumed.journal).not.toBeNull();
    });

    it('knows what it does not know', async () => {
      await expect(resumeRun(ports, run1, resumeRequest())).rejects.toMatchObject({ code: 'RunNotFound' });
    });
  });

  describe('the list of runs', () => {
    it('is newest first, page by page, with how each stands', async () => {
      const journal = await startRun(ports, runRequest());
      await (await journal.claim(address(mc1))).finish(deployed, true);
      await (await journal.claim(address(mc2))).finish(failed, true);
      await journal.end({ stopped: null });
      await startRun(ports, runRequest({ run: run2, holder: holder(2) }));
      expect(await listRuns(ports, { limit: 5 })).toMatchObject([
        { run: run2, state: { status: 'running' }, deployed: 0, failed: 0 },
        { run: run1, state: { status: 'ended' }, deployed: 1, failed: 1 },
      ]);
      expect(await listRuns(ports, { limit: 1 })).toMatchObject([{ run: run2 }]);
      expect(await listRuns(ports, { limit: 1, before: run2 })).toMatchObject([{ run: run1 }]);
      seen[2] = 'over';
      expect(await listRuns(ports, { limit: 1 })).toMatchObject([{ state: { status: 'died' } }]);
    });

    it('has a run whose record is damaged, with the reason', async () => {
      await ports.store.create(`pipeline-runs/${run1}/run.json`, '{"version": 1, "run": "2026');
      await ports.store.create(clusterRecordKey(run2, mc1), '{}');
      await ports.store.create(clusterOwnerKey(mc1), '{}');
      expect(await listRuns(ports, { limit: 5 })).toMatchObject([
        { run: run2, error: { code: 'RunNotFound' } },
        { run: run1, error: { code: 'JournalUnreadable' } },
      ]);
    });
  });
});
