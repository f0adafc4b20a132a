import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunHolder } from '@regional-pipeline/platform-model';
import { holderMark, terraformByHand, thisHolder } from './index.js';
import { endProcess } from './testing/processes.js';

/** So much of a program's name the system keeps (proc_pid_comm(5)). */
const kept = 15;

const stateOf = (holder: RunHolder) => terraformByHand(holder, { environment: {} });

it('is not looked for in the container of a build', async () => {
  const holder = { ...(await thisHolder({})), bootId: 'gone', buildId: 'management-cluster-deploy:1' };
  expect(await stateOf(holder)).toEqual({
    status: 'over',
    evidence: 'nobody works by hand in build management-cluster-deploy:1',
  });
});

it('is not known of another machine, nor of another user', async () => {
  const here = await thisHolder({});
  const elsewhere = { ...here, host: 'laptop', bootId: 'other', machineId: null };
  expect(await stateOf(elsewhere)).toEqual({
    status: 'unknown',
    evidence: `whether somebody works by hand as ${here.user}@laptop is not seen from here`,
  });
  const other = await stateOf({ ...here, user: 'somebody' });
  // The processes of every user are seen by root alone.
  expect(other.status === 'unknown').toBe(here.user !== 'root' || process.platform !== 'linux');
});

// Elsewhere the system tells nothing.
(process.platform === 'linux' ? describe : describe.skip)('on this machine', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'run-holder-'));
  const started: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of started.splice(0)) await endProcess(child);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Starts a program of this name that waits; answers the state with its process left out or in. */
  async function start(name: string, environment: Readonly<Record<string, string>>) {
    const program = path.join(folder, name);
    copyFileSync('/bin/sleep', program);
    const child = spawn(program, ['600'], { env: { ...environment }, stdio: 'ignore' });
    started.push(child);
    const { evidence } = await stateOf(await thisHolder({}));
    return { seen: evidence.includes(`${name.slice(0, kept)} (${String(child.pid)})`) };
  }

  it.each(['terraform', 'tofu', 'terraform-1.11.4', 'terraform_v1.5', '.tofu'])(
    'a %s without a mark may hold a lock',
    async (name) => expect((await start(name, {})).seen).toBe(true),
  );

  it.each(['terraform-ls', 'terraform-provi', 'tofu-ls', 'node'])('a %s holds none', async (name) =>
    expect((await start(name, {})).seen).toBe(false),
  );

  it("one with a holder's mark is judged with its run", async () => {
    expect((await start('terraform', holderMark(await thisHolder({})))).seen).toBe(false);
  });
});
