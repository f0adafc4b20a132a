import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseInputs, synthesize } from '@regional-pipeline/regional-pipeline';
import { runCdk } from './deploy/run-cdk.js';

describe('with a synthesized region', () => {
  let assembly: string;
  beforeAll(() => {
    assembly = mkdtempSync(path.join(tmpdir(), 'region-main-'));
    const inputs = parseInputs({
      region: 'us-east-1',
      regionalAccount: '111111111111',
      managementAccounts: ['222222222222'],
      repositoryId: 'owner/repo',
      centralStateBucket: 'central-terraform-state',
    });
    synthesize(inputs, assembly);
  });
  afterAll(() => rmSync(assembly, { recursive: true }));

  /** What the targets run, on a machine without AWS. */
  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--conditions=@regional-pipeline/source',
        `--import=${require.resolve('tsx')}`,
        path.join(__dirname, 'main.ts'),
        ...args,
      ],
      {
        encoding: 'utf8',
        env: {
          PATH: process.env['PATH'],
          HOME: assembly,
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
          TSX_TSCONFIG_PATH: path.join(__dirname, '../tsconfig.lib.json'),
        },
      },
    );
    return { status, stdout, stderr };
  };

  it('a deploy without credentials says so, and what to do', () => {
    const { status, stdout, stderr } = run('deploy', 'us-east-1', assembly);
    expect([status, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^CredentialsNotUsable: .*STS in us-east-1.*\nSign in or set AWS_PROFILE/s);
  }, 30_000);

  it('the CDK command line takes the assembly as it is, and its failure is one', async () => {
    await expect(runCdk(['list', 'regional-pipeline-us-east-1', '--app', assembly])).resolves.toBeUndefined();
    await expect(runCdk(['list', '--app', `${assembly}/none`])).rejects.toMatchObject({
      code: 'CdkFailed',
      message: expect.stringMatching(/^cdk list --app .*none ended with exit code 1\.$/) as string,
    });
  }, 60_000);
});
