import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startProvisioning } from './start-provisioning.js';
import { clusterRequest, makefile, recordLines } from './testing/cluster-request.js';
import { serveS3 } from './testing/loopback-s3.js';
import { useScratchDirectory } from './testing/scratch-directory.js';

const scratch = useScratchDirectory();
const program = ['terraform', 'tofu'].find((name) => spawnSync(name, ['version']).status === 0);

/** The checks that are skipped would ask AWS itself. */
const configuration = (name: string) => `
terraform {
  backend "s3" {
    use_path_style              = true
    skip_credentials_validation = true
    skip_requesting_account_id  = true
    skip_s3_checksum            = true
  }
}
resource "terraform_data" "${name}" {}
`;

(program ? describe : describe.skip)(`${program ?? 'terraform'} with the cluster's S3 backend`, () => {
  let s3: Awaited<ReturnType<typeof serveS3>>;
  beforeEach(async () => {
    s3 = await serveS3();
  });
  afterEach(() => {
    s3.close();
  });

  const apply = (directory: string) =>
    `@${String(program)} -chdir=${directory} init && ${String(program)} -chdir=${directory} apply -auto-approve`;

  async function provision(...recipe: string[]) {
    const directory = await scratch.fresh();
    const profiles = path.join(directory, 'aws-config');
    const keys = 'aws_access_key_id = test\naws_secret_access_key = test\n';
    await writeFile(profiles, `[profile regional]\n${keys}[profile management]\n${keys}`);
    const request = await clusterRequest(
      directory,
      {
        Makefile: makefile(...recipe),
        'live/network/main.tf': configuration('network'),
        'live/cluster/main.tf': configuration('cluster'),
      },
      {
        environment: { ...process.env, AWS_ENDPOINT_URL: s3.endpoint },
        profileEnvironment: { AWS_CONFIG_FILE: profiles, AWS_PROFILE: 'management' },
      },
    );
    const observer = recordLines();
    const outcome = await startProvisioning(request, observer).outcome;
    return { outcome, lines: observer.lines };
  }

  const stateKey = '/state-bucket/blue/terraform.tfstate';

  it('deploys one configuration, in the directory of -chdir or in the working directory, again and again', async () => {
    const { outcome, lines } = await provision(
      apply('live/cluster'),
      `@cd live/cluster && ${String(program)} init -no-color && ${String(program)} plan`,
    );
    expect(lines.join('\n')).toContain('No changes.');
    expect(outcome.status).toBe('succeeded');
    expect(s3.objects.get(stateKey)?.toString()).toContain('"name": "cluster"');
  });

  it.each([
    ['that succeeds', ''],
    ['that fails after them', 'exit 3'],
  ])('tells that two configurations got the one state, by a target %s', async (_, last) => {
    const { outcome, lines } = await provision(
      apply('live/network'),
      `@cd live/cluster && ${String(program)} init && ${String(program)} apply -auto-approve`,
      ...(last ? [last] : []),
    );
    expect(lines.join('\n')).toContain('terraform_data.network: Destruction complete');
    expect(outcome).toMatchObject({
      status: 'failed',
      strandedStates: [],
      keepWorkDirectory: false,
      error: {
        code: 'StateShared',
        retryable: false,
        message: expect.stringContaining('live/cluster, live/network') as string,
        remedy: expect.stringContaining('exactly one configuration') as string,
        context: { directories: ['live/cluster', 'live/network'], exitCode: last ? 2 : 0 },
      },
    });
  });

  it('lets a second configuration have a state of its own', async () => {
    const { outcome } = await provision(
      `@cd live/network && ${String(program)} init -backend-config=key=blue/network.tfstate`,
      apply('live/cluster'),
    );
    expect(outcome.status).toBe('succeeded');
  });

  it('tells that the state is locked, by whom, and how to unlock it', async () => {
    const lock = {
      ID: '5b2a3c4d-0000-1111-2222-333344445555',
      Who: 'root@build-1',
      Operation: 'OperationTypeApply',
    };
    s3.objects.set(`${stateKey}.tflock`, Buffer.from(JSON.stringify(lock)));
    const { outcome } = await provision(
      `@cd live/cluster && ${String(program)} init && ${String(program)} apply -auto-approve -lock-timeout=0s`,
    );
    expect(outcome).toMatchObject({
      status: 'failed',
      error: {
        code: 'StateLocked',
        retryable: false,
        message: expect.stringContaining(`lock ${lock.ID}, held by root@build-1`) as string,
        remedy: expect.stringContaining(`terraform force-unlock ${lock.ID}`) as string,
      },
    });
  });
});
