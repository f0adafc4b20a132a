import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isGroupAlive } from './process-group.js';
import type { ProvisionRequest } from './provision-request.js';
import { startGuard } from './start-guard.js';
import { bundle } from './testing/bundle.js';
import { clusterRequest, makefile } from './testing/cluster-request.js';
import { serveS3 } from './testing/loopback-s3.js';
import { s3Backend, s3ClusterRequest, stateKey, terraform } from './testing/s3-cluster.js';
import { useScratchDirectory } from './testing/scratch-directory.js';

const scratch = useScratchDirectory();
let guardProgram: string;
let runProgram: string;
beforeAll(async () => {
  const directory = await scratch.fresh();
  [guardProgram, runProgram] = [path.join(directory, 'guard.mjs'), path.join(directory, 'run.mjs')];
  bundle('guard-process.ts', guardProgram);
  bundle('guarded-run.ts', runProgram);
});

/** The guard's command, and the process that it became. */
async function guardCommand() {
  const pidFile = path.join(await scratch.fresh(), 'guard.pid');
  return {
    command: [process.execPath, guardProgram, pidFile],
    pid: async () => {
      while (!existsSync(pidFile)) await sleep(20);
      return Number(await readFile(pidFile, 'utf8'));
    },
  };
}

async function untilDead(group: number): Promise<void> {
  while (await isGroupAlive(group)) await sleep(50);
}

/** Runs a cluster in a process of its own, up to the line with `text`. */
async function runUntil(text: string, request: ProvisionRequest) {
  const file = path.join(await scratch.fresh(), 'request.json');
  await writeFile(file, JSON.stringify(request));
  const guard = await guardCommand();
  const run: ChildProcess = spawn(process.execPath, [runProgram, file, ...guard.command]);
  const ended = once(run, 'close');
  let said = '';
  await new Promise<void>((resolve) => {
    run.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(text)) resolve();
    });
  });
  const group = Number(await readFile(path.join(request.workDirectory, 'pid'), 'utf8'));
  return { run, ended, group, guard: await guard.pid(), said: () => said };
}

describe('startGuard', () => {
  it('ends with the run, at once, where nothing is left', async () => {
    const guard = await guardCommand();
    const lost = jest.fn();
    const running = await startGuard(guard.command, lost);
    const pid = await guard.pid();
    running.watch(4_000_000).release();
    expect(await isGroupAlive(pid)).toBe(true);
    running.close();
    await untilDead(pid);
    expect(lost).not.toHaveBeenCalled();
  });

  it('says that the guard is gone, and goes on', async () => {
    const guard = await guardCommand();
    const reason = new Promise<string>((resolve) => void startGuard(guard.command, resolve));
    const pid = await guard.pid();
    process.kill(pid, 'SIGKILL');
    expect(await reason).toBe(`the guard process ${String(pid)} ended (SIGKILL).`);
  });

  it('says that it cannot be started', async () => {
    await expect(startGuard(['/nonexistent/node'])).rejects.toMatchObject({
      code: 'GuardNotStarted',
      message: expect.stringContaining('ENOENT') as string,
    });
  });
});

describe('a run that is killed', () => {
  it('leaves no process: its target is interrupted', async () => {
    const request = await clusterRequest(await scratch.fresh(), {
      Makefile: makefile(
        `@trap 'touch ../interrupted; exit 1' INT; echo $$PPID > ../pid; echo ready; while :; do sleep 0.05; done`,
      ),
    });
    const { run, ended, group, guard } = await runUntil('ready', request);
    run.kill('SIGKILL');
    await ended;
    await untilDead(group);
    await untilDead(guard);
    expect(existsSync(path.join(request.workDirectory, 'interrupted'))).toBe(true);
  });

  it('is not interrupted twice: what was asked to stop already is waited for', async () => {
    const request = await clusterRequest(await scratch.fresh(), {
      Makefile: makefile(
        `@trap 'echo once >> ../interrupted; echo asked' INT; echo $$PPID > ../pid; echo ready;` +
          ` while [ ! -e ../go ]; do sleep 0.05; done`,
      ),
    });
    const { run, ended, group, guard, said } = await runUntil('ready', request);
    run.kill('SIGUSR2');
    while (!said().includes('asked')) await sleep(20);
    run.kill('SIGKILL');
    await ended;
    await sleep(300);
    expect(await isGroupAlive(group)).toBe(true);
    await writeFile(path.join(request.workDirectory, 'go'), '');
    await untilDead(group);
    await untilDead(guard);
    expect(await readFile(path.join(request.workDirectory, 'interrupted'), 'utf8')).toBe('once\n');
  });

  (terraform ? it : it.skip)('has its state saved and unlocked', async () => {
    const s3 = await serveS3();
    const request = await s3ClusterRequest(await scratch.fresh(), s3.endpoint, {
      Makefile: makefile(
        `@echo $$PPID > ../pid; ${String(terraform)} init && ${String(terraform)} apply -auto-approve`,
      ),
      'main.tf': `${s3Backend}
resource "terraform_data" "made" {}
resource "terraform_data" "slow" {
  depends_on = [terraform_data.made]
  provisioner "local-exec" { command = "echo at work; exec sleep 60" }
}`,
    });
    const { run, ended, group, guard } = await runUntil('at work', request);
    expect(s3.objects.has(`${stateKey}.tflock`)).toBe(true);
    run.kill('SIGKILL');
    await ended;
    await untilDead(group);
    await untilDead(guard);
    expect(s3.objects.get(stateKey)?.toString()).toContain('"name": "made"');
    expect(s3.objects.has(`${stateKey}.tflock`)).toBe(false);
    s3.close();
  });
});
