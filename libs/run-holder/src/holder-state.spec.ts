import type { ChildProcess } from 'node:child_process';
import type { HolderState, RunHolder } from '@regional-pipeline/platform-model';
import { holderMark, holderState, thisHolder } from './index.js';
import { region } from './testing/build-account.js';
import { endProcess, startHolder, startWaiting, type ChildHolder } from './testing/processes.js';

const stateOf = (holder: RunHolder): Promise<HolderState> => holderState(holder, { region, environment: {} });

// Elsewhere the system tells nothing, and nothing is known to be over.
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('a holder among the processes that are seen from here', () => {
  let child: ChildHolder;
  const started: ChildProcess[] = [];
  beforeEach(async () => {
    child = await startHolder();
  });
  afterEach(async () => {
    if (child.process.exitCode === null && child.process.signalCode === null) await child.end();
    for (const process of started.splice(0)) await endProcess(process);
  });

  it('runs while its process lives', async () => {
    expect(await stateOf(await thisHolder({}))).toMatchObject({ status: 'running' });
    expect(await stateOf(child.holder)).toEqual({
      status: 'running',
      evidence: `process ${child.holder.pid} of ${child.holder.host} still runs`,
    });
  });

  it('is over when its process has ended, by SIGKILL too', async () => {
    await child.end();
    expect(await stateOf(child.holder)).toEqual({
      status: 'over',
      evidence: `process ${child.holder.pid} of ${child.holder.host} has ended, and nothing that it started still works`,
    });
  });

  it('is over although another process has its id', async () => {
    expect((await stateOf({ ...child.holder, processStart: '1' })).status).toBe('over');
  });

  it('is not over while something that it started still works', async () => {
    const terraform = startWaiting({ ...holderMark(child.holder), FURTHER: 'x' });
    started.push(terraform);
    await child.end();
    expect(await stateOf(child.holder)).toEqual({
      status: 'running',
      evidence:
        `process ${child.holder.pid} of ${child.holder.host} has ended, ` +
        `but what it started still works: sleep (${terraform.pid})`,
    });
    await endProcess(started.splice(0)[0] as ChildProcess);
    expect((await stateOf(child.holder)).status).toBe('over');
  });

  it('does not count what another holder started', async () => {
    started.push(startWaiting(holderMark(await thisHolder({}))));
    const longer = { ...child.holder, processStart: `${child.holder.processStart}0` };
    started.push(startWaiting(holderMark(longer)));
    await child.end();
    expect((await stateOf(child.holder)).status).toBe('over');
  });

  it('is over although it was in a build that goes on', async () => {
    await child.end();
    expect((await stateOf({ ...child.holder, buildId: 'management-cluster-deploy:1' })).status).toBe('over');
  });

  it('is not known to be over where its start is not known', async () => {
    await child.end();
    expect((await stateOf({ ...child.holder, processStart: null })).status).toBe('unknown');
  });
});

onLinux('a holder that is not seen from here', () => {
  let gone: RunHolder;
  beforeAll(async () => {
    const child = await startHolder();
    await child.end();
    gone = { ...child.holder, machineId: 'a'.repeat(32) };
  });

  it.each<[string, Partial<RunHolder>, string]>([
    ['another container', { pidNamespace: 'pid:[4026532999]' }, 'is in another container'],
    ['a container of a system without them', { pidNamespace: null }, 'is in another container'],
    ['a system without a boot id', { bootId: null }, 'does not tell one start from the next'],
    ['another machine of this name', { bootId: 'other' }, 'another machine or container of the same name'],
    ['another machine', { bootId: 'other', host: 'elsewhere' }, 'of elsewhere is not seen from here'],
    ['a container of another start', { bootId: 'other', machineId: null }, 'is not seen from here'],
  ])('is not known to be over: %s', async (_, difference, evidence) => {
    const state = await stateOf({ ...gone, ...difference });
    expect(state.status).toBe('unknown');
    expect(state.evidence).toContain(evidence);
  });

  it('is over where this machine has been started again', async () => {
    const here = await thisHolder({});
    const state = await stateOf({ ...here, bootId: 'the one before' });
    // In a container nothing tells that it is the same machine.
    expect(state.status).toBe(here.machineId === null ? 'unknown' : 'over');
  });
});
