import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startLocalAws, type LocalAws } from './index.js';
import { buildRole, smallWorld, stateBucket } from './testing/small-world.js';

const run = promisify(execFile);
const hasTerraform = spawnSync('terraform', ['version'], { stdio: 'ignore' }).status === 0;
const withTerraform = hasTerraform ? describe : describe.skip;

const configuration = `
terraform {
  backend "s3" {
    bucket       = "${stateBucket}"
    key          = "cluster/terraform.tfstate"
    region       = "us-east-1"
    use_lockfile = true
    encrypt      = true
  }
}
resource "terraform_data" "slow" {
  input = timestamp()
  provisioner "local-exec" {
    command = "until [ -e release ]; do sleep 0.1; done"
  }
}
`;

/** Its state has more than 5 MB: the backend uploads it in parts. */
const largeConfiguration = `
terraform {
  backend "s3" {
    bucket       = "${stateBucket}"
    key          = "large/terraform.tfstate"
    region       = "us-east-1"
    use_lockfile = true
  }
}
resource "terraform_data" "large" {
  count = 6
  input = file("large.txt")
}
`;

withTerraform('terraform with the S3 backend and its lock file', () => {
  let aws: LocalAws;
  let directory: string;
  beforeAll(async () => {
    aws = await startLocalAws({ world: smallWorld });
    directory = mkdtempSync(path.join(tmpdir(), 'local-aws-terraform-'));
    writeFileSync(path.join(directory, 'main.tf'), configuration);
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true });
    await aws.close();
  });

  const terraform = (...args: string[]) =>
    run('terraform', [`-chdir=${directory}`, ...args], {
      maxBuffer: 64 * 1024 ** 2,
      env: {
        PATH: process.env['PATH'],
        HOME: directory,
        CHECKPOINT_DISABLE: '1',
        TF_IN_AUTOMATION: '1',
        TF_INPUT: '0',
        ...aws.containerEnvironment(buildRole),
      },
    });

  it('gives the lock to one of two applies, and takes it back', async () => {
    await terraform('init', '-no-color');
    const apply = () => terraform('apply', '-auto-approve', '-no-color');
    const release = () => writeFileSync(path.join(directory, 'release'), '');
    // The apply that has the lock goes on only when the other one was refused it.
    const running = [apply(), apply()].map((one) =>
      one.catch((error: unknown) => {
        release();
        throw error;
      }),
    );
    const applies = await Promise.allSettled(running);
    expect(applies.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = applies.find((apply) => apply.status === 'rejected');
    expect(String((refused?.reason as { stderr?: string }).stderr)).toContain(
      'Error acquiring the state lock',
    );

    expect(aws.listObjects(stateBucket)).toEqual(['cluster/terraform.tfstate']);
    const state = JSON.parse(String(aws.getObject(stateBucket, 'cluster/terraform.tfstate'))) as object;
    expect(state).toMatchObject({ version: 4, resources: [{ type: 'terraform_data' }] });
    const { stdout } = await terraform('plan', '-detailed-exitcode', '-no-color').catch(
      (error: unknown) => error as { stdout: string },
    );
    expect(stdout).toContain('terraform_data.slow');

    const decisions = aws.decisions();
    expect(decisions.filter(({ effect }) => effect !== 'allow')).toEqual([]);
    expect(new Set(decisions.map(({ accountId }) => accountId))).toEqual(new Set(['111111111111']));
  }, 60_000);

  it('writes a large state in parts, and reads it again', async () => {
    writeFileSync(path.join(directory, 'main.tf'), largeConfiguration);
    writeFileSync(path.join(directory, 'large.txt'), 'x'.repeat(500_000));
    await terraform('init', '-reconfigure', '-no-color');
    await terraform('apply', '-auto-approve', '-no-color');
    expect(aws.getObject(stateBucket, 'large/terraform.tfstate')?.length).toBeGreaterThan(5 * 1024 ** 2);
    await terraform('plan', '-detailed-exitcode', '-no-color');
    expect(aws.listObjects(stateBucket)).not.toContain('large/terraform.tfstate.tflock');
  }, 60_000);
});
