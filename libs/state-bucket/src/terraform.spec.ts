import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalAws } from '@regional-pipeline/local-aws';
import { judgeLock, type LockAttempt, type StateBucket } from './index.js';
import {
  bucket,
  buildRoleArn,
  cluster,
  openBucket,
  run,
  startStateAccount,
} from './testing/state-account.js';

const hasTerraform = spawnSync('terraform', ['version'], { stdio: 'ignore' }).status === 0;
const withTerraform = hasTerraform ? describe : describe.skip;

const configuration = `
terraform {
  backend "s3" {
    bucket       = "${bucket}"
    key          = "mc01/terraform.tfstate"
    region       = "us-east-1"
    use_lockfile = true
  }
}
resource "terraform_data" "first" {}
resource "terraform_data" "slow" {
  provisioner "local-exec" {
    command = "touch started; until [ -e release ]; do sleep 0.1; done"
  }
}
`;

withTerraform('what Terraform left', () => {
  let aws: LocalAws;
  let store: StateBucket;
  let directory: string;
  const started: ChildProcess[] = [];
  beforeEach(async () => {
    aws = await startStateAccount();
    store = openBucket(aws);
    directory = mkdtempSync(path.join(tmpdir(), 'state-bucket-terraform-'));
    writeFileSync(path.join(directory, 'main.tf'), configuration);
    await terraform('init', '-no-color');
  }, 60_000);
  afterEach(async () => {
    writeFileSync(path.join(directory, 'release'), '');
    for (const child of started.splice(0)) child.kill('SIGKILL');
    store.close();
    rmSync(directory, { recursive: true });
    await aws.close();
  });

  function start(...args: string[]): ChildProcess {
    const child = spawn('terraform', [`-chdir=${directory}`, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: directory,
        CHECKPOINT_DISABLE: '1',
        TF_IN_AUTOMATION: '1',
        TF_INPUT: '0',
        ...aws.containerEnvironment(buildRoleArn),
      },
    });
    started.push(child);
    return child;
  }

  async function terraform(...args: string[]): Promise<string> {
    const child = start(...args);
    let output = '';
    child.stdout?.on('data', (piece: Buffer) => (output += piece.toString()));
    child.stderr?.on('data', (piece: Buffer) => (output += piece.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new TypeError(output);
    return output;
  }

  async function applyUntilStarted(): Promise<ChildProcess> {
    const apply = start('apply', '-auto-approve', '-no-color');
    while (!existsSync(path.join(directory, 'started'))) await sleep(50);
    return apply;
  }

  it('as a lock, is judged by who made it and when, and removed', async () => {
    const startedAt = new Date().toISOString();
    const apply = await applyUntilStarted();
    apply.kill('SIGKILL');
    await once(apply, 'exit');

    const [lock, ...others] = await store.listLocks();
    if (!lock) throw new TypeError('a terraform that is killed leaves its lock');
    expect(others).toEqual([]);
    expect(lock).toMatchObject({
      cluster,
      holder: { Operation: 'OperationTypeApply', Path: `${bucket}/mc01/terraform.tfstate` },
    });
    const who = 'Who' in lock.holder ? lock.holder.Who : '';
    const attempt = attemptBy(who, startedAt);
    expect(judgeLock(lock, [attempt]).removable).toBe(false);
    expect(judgeLock(lock, [{ ...attempt, endedAt: new Date().toISOString() }]).removable).toBe(true);
    await expect(terraform('plan', '-no-color')).rejects.toThrow('Error acquiring the state lock');
    expect(await store.removeLock(lock)).toBe('removed');
    expect(await terraform('plan', '-no-color')).toContain('2 to add');
  }, 60_000);

  it('as a state whose upload failed, is pushed, and Terraform goes on with it', async () => {
    const apply = await applyUntilStarted();
    const answered = aws.injectFault({
      operation: 'PutObject',
      matches: ({ key }) => key === 'mc01/terraform.tfstate',
      answer: 'conflict',
    });
    writeFileSync(path.join(directory, 'release'), '');
    await once(apply, 'close');
    answered();
    const errored = readFileSync(path.join(directory, 'errored.tfstate'));
    const name = await store.putRescuedState(run, cluster, 'errored.tfstate', errored);
    await expect(terraform('plan', '-no-color', '-detailed-exitcode')).rejects.toThrow('to add');

    const pushed = await store.pushRescuedState({ run, cluster, name, who: 'root@build-1' });
    const [kept] = await store.listRescuedStates(run, cluster);
    expect(pushed).toMatchObject({ ...kept?.identity });
    expect(await terraform('plan', '-no-color', '-detailed-exitcode')).toContain('No changes.');
    expect(await store.listLocks()).toEqual([]);
  }, 60_000);

  function attemptBy(who: string, startedAt: string): LockAttempt {
    const [user = '', host = ''] = who.split('@');
    const nothing = { bootId: null, machineId: null, pid: 1, pidNamespace: null, processStart: null };
    return {
      run,
      attempt: 1,
      startedAt,
      endedAt: null,
      holder: { host, user, ...nothing, buildId: null },
      holderState: { status: 'unknown', evidence: 'nobody looked' },
      byHand: { status: 'over', evidence: 'nobody else works here' },
    };
  }
});
