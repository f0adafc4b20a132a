import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isGroupAlive, leaderStart, signalGroup } from './process-group.js';

describe('isGroupAlive', () => {
  it('tells a group with a process from one without', async () => {
    const child = spawn('sleep', ['60'], { detached: true });
    const group = Number(child.pid);
    expect(await isGroupAlive(group)).toBe(true);
    expect(signalGroup(group, 'SIGTERM')).toBe(true);
    await once(child, 'exit');
    expect(await isGroupAlive(group)).toBe(false);
    expect(signalGroup(group, 'SIGTERM')).toBe(false);
  });

  (process.platform === 'linux' ? it : it.skip)('does not take a zombie for a process at work', async () => {
    // The child leads a group of its own; the shell becomes a sleep, which never asks how its child ended.
    const untilSleep = 'while ! grep -q sleep /proc/$$/comm; do sleep 0.02; done';
    const parent = spawn('sh', ['-c', `setsid sh -c "${untilSleep}" & echo $!; exec sleep 60`]);
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const zombie = Number(said.toString());
    const state = async () => /\) (\w)/.exec(await readFile(`/proc/${String(zombie)}/stat`, 'utf8'))?.[1];
    while ((await state()) !== 'Z') await sleep(10);
    expect(signalGroup(zombie, 0)).toBe(true);
    expect(await isGroupAlive(zombie)).toBe(false);
    parent.kill();
    await once(parent, 'exit');
  });
});

(process.platform === 'linux' ? describe : describe.skip)('leaderStart', () => {
  it('is the same for as long as the leader lives, and is gone with it', async () => {
    const child = spawn('sleep', ['60'], { detached: true });
    const group = Number(child.pid);
    const start = leaderStart(group);
    expect(Number(start)).toBeGreaterThan(0);
    expect(leaderStart(group)).toBe(start);
    expect(leaderStart(process.pid)).not.toBe(start);
    child.kill();
    await once(child, 'exit');
    expect(leaderStart(group)).toBeUndefined();
  });
});
