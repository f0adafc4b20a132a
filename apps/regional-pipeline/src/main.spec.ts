import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const project = path.join(__dirname, '..');

/** Runs the real command, as the scripts and the CDK command line do. */
const run = (cwd: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
  const command = ['--conditions=@regional-pipeline/source', `--import=${require.resolve('tsx')}`];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...command, path.join(__dirname, 'main.ts'), ...args],
    {
      cwd,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        TSX_TSCONFIG_PATH: path.join(project, 'tsconfig.lib.json'),
        ...environment,
      },
    },
  );
  return { status, stdout, stderr };
};

const context = {
  region: 'us-east-1',
  regional_account: '111111111111',
  management_account: '222222222222',
  repository_id: 'owner/repo',
  central_state_bucket: 'central',
};
const flags = Object.entries(context).flatMap(([name, value]) => [`--${name.replaceAll('_', '-')}`, value]);

describe('the command', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'synth-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('prints the files that it wrote, relative folders being the working directory’s, and nothing else', () => {
    const { status, stdout, stderr } = run(directory, [...flags, '--out', 'templates']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const files = [
      'regional-pipeline-us-east-1.template.json',
      'management-deploy-role-us-east-1-222222222222.template.json',
      'central-bucket-statements-us-east-1.json',
    ].map((file) => path.join(directory, 'templates', file));
    expect(stdout).toBe(`${files.join('\n')}\n`);
    for (const file of files) expect(existsSync(file)).toBe(true);
  });

  it('is an app of the CDK command line: context in, assembly out, nothing printed', () => {
    const { status, stdout, stderr } = run(directory, [], {
      CDK_CONTEXT_JSON: JSON.stringify(context),
      CDK_OUTDIR: path.join(directory, 'cdk.out'),
      CDK_VALIDATION: 'false',
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readdirSync(path.join(directory, 'cdk.out'))).toContain('manifest.json');
  });

  it('ends with 2 on wrong inputs, says what to do, and writes nothing', () => {
    const { status, stdout, stderr } = run(directory, ['--region', 'nowhere-1', '--out', 'templates']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(
      /^InvalidInputs: 5 problems with the inputs:\n- region: "nowhere-1" is not a region/,
    );
    expect(stderr).toMatch(
      /\nCorrect the inputs that are listed, then run the command again\. Nothing was written\.\n$/,
    );
    expect(stderr).not.toContain('    at ');
    expect(readdirSync(directory)).toEqual([]);
  });

  it('asks for a connection where none can be made', () => {
    const args = flags.map((value) => (value === 'us-east-1' ? 'cn-north-1' : value));
    const { status, stderr } = run(directory, [...args, '--out', 'templates']);
    expect(status).toBe(2);
    expect(stderr).toContain(
      'connection_arn: no connection can be made in cn-north-1: give the ARN of one of another region of aws-cn.',
    );
  });

  it("ends with 3 on templates that the CDK's validation refuses: there is no CodeBuild in mx-central-1", () => {
    const args = flags.map((value) => (value === 'us-east-1' ? 'mx-central-1' : value));
    const connection = 'arn:aws:codeconnections:us-east-1:111111111111:connection/abc';
    const { status, stdout, stderr } = run(directory, [
      ...args,
      ...['--connection-arn', connection, '--out', 'templates', '--validate'],
    ]);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toContain("Resource type 'AWS::CodeBuild::Project' does not exist in 'mx-central-1'");
    expect(stderr).toContain('\nTemplatesNotValid: The templates in ');
    expect(stderr).not.toContain('    at ');
  });
});
