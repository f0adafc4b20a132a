import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import * as processGroup from './process-group.js';
import { runGuard } from './run-guard.js';

jest.mock('./process-group.js', () => {
  const actual = jest.requireActual<typeof processGroup>('./process-group.js');
  return { ...actual, leaderStart: jest.fn(actual.leaderStart), signalGroup: jest.fn(actual.signalGroup) };
});

const times = { stopGraceMs: 60_000, giveUpMs: 60_000, pollMs: 20 };
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  jest.clearAllMocks();
});

/** A process that leads a group of its own, as make does. */
async function startGroup(script: string) {
  const child = spawn('sh', ['-c', `${script}; echo ready; while :; do sleep 0.05; done`], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  await once(child.stdout, 'data');
  return { group: Number(child.pid), child, exited };
}

/** The signals that the guard sent, but for its looking whether a group lives. */
const sent = () => jest.mocked(processGroup.signalGroup).mock.calls.filter(([, signal]) => signal !== 0);

function startGuard(...lines: string[]) {
  const input = new PassThrough();
  input.write(lines.map((line) => `${line}\n`).join(''));
  return { input, ended: (options: object = times) => runGuard(input, options) };
}

describe('runGuard', () => {
  it('does nothing while its input is open, and interrupts what works once when it ends', async () => {
    const { group, exited } = await startGroup(`trap 'sleep 0.2; exit 7' INT`);
    const { input, ended } = startGuard(`+${String(group)}`);
    const guard = ended();
    await sleep(100);
    expect(sent()).toEqual([]);
    input.end();
    await guard;
    expect(await exited).toEqual([7, null]);
    expect(sent()).toEqual([[group, 'SIGINT']]);
  });

  it('waits for a group that was asked to stop, without a second signal', async () => {
    const { group, child } = await startGroup(`trap 'exit 7' INT`);
    const { input, ended } = startGuard(`+${String(group)}`, `!${String(group)}`);
    input.end();
    const guard = ended();
    await sleep(100);
    expect(child.exitCode).toBeNull();
    expect(sent()).toEqual([]);
    process.kill(-group, 'SIGINT');
    await guard;
    expect(child.exitCode).toBe(7);
  });

  it('ends at once where nothing works any more, and touches nothing that was released', async () => {
    const { group, child } = await startGroup('true');
    const { input, ended } = startGuard(
      `+${String(group)}`,
      `-${String(group)}`,
      '+999999999',
      '+0',
      'nonsense',
    );
    input.end();
    await ended();
    expect(sent()).toEqual([]);
    expect(child.exitCode).toBeNull();
  });

  it('sends a SIGTERM to what ignores the SIGINT, a long time later, and gives up at last', async () => {
    const { group, child, exited } = await startGroup(`trap '' INT TERM`);
    const { input, ended } = startGuard(`+${String(group)}`);
    input.end();
    await ended({ stopGraceMs: 60, giveUpMs: 60, pollMs: 20 });
    expect(sent()).toEqual([
      [group, 'SIGINT'],
      [group, 'SIGTERM'],
    ]);
    expect(child.exitCode).toBeNull();
    child.kill('SIGKILL');
    await exited;
  });

  it('does not take another process with the same id for the one that was registered', async () => {
    const { group, child } = await startGroup('true');
    jest.mocked(processGroup.leaderStart).mockReturnValueOnce('earlier');
    const { input, ended } = startGuard(`+${String(group)}`);
    input.end();
    await ended();
    expect(sent()).toEqual([]);
    expect(child.exitCode).toBeNull();
  });

  it('survives the signals that stop the program which it guards', async () => {
    const { input, ended } = startGuard();
    const guard = ended();
    process.emit('SIGTERM');
    process.emit('SIGINT');
    expect(process.listenerCount('SIGTERM')).toBeGreaterThan(0);
    input.end();
    await guard;
    expect(process.listenerCount('SIGTERM')).toBe(0);
  });
});
