import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.join(__dirname, '../../..');
const run = promisify(execFile);

const regionFile = {
  regional_account: '111111111111',
  management_account: ['222222222222'],
  repository_id: 'owner/repo',
  central_state_bucket: 'central-terraform-state',
};

/** Nx itself, with the plugin, in a workspace of the app, one library and the regions that this one has. */
describe('in a workspace', () => {
  let workspace: string;

  const write = (file: string, content: unknown) => {
    mkdirSync(path.dirname(path.join(workspace, file)), { recursive: true });
    writeFileSync(path.join(workspace, file), JSON.stringify(content));
  };
  const nx = async (...args: readonly string[]): Promise<string> => {
    const bin = path.join(root, 'node_modules/nx/dist/bin/nx.js');
    const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('NX_'));
    const { stdout } = await run(process.execPath, [bin, ...args], {
      cwd: workspace,
      env: { ...Object.fromEntries(environment), NX_DAEMON: 'false', FORCE_COLOR: '0' },
    });
    return stdout;
  };
  const affectedBy = async (file: string) =>
    (await nx('show', 'projects', '--affected', `--files=${file}`)).trim().split('\n').sort();

  beforeAll(() => {
    workspace = mkdtempSync(path.join(tmpdir(), 'regions-'));
    symlinkSync(path.join(root, 'node_modules'), path.join(workspace, 'node_modules'));
    write('package.json', { name: 'workspace', private: true, workspaces: ['apps/*', 'libs/*'] });
    write('nx.json', {
      analytics: false,
      neverConnectToCloud: true,
      namedInputs: {
        production: ['{projectRoot}/**/*', '!{projectRoot}/regions/*.json'],
        sharedGlobals: [],
      },
      plugins: [path.join(root, 'tools/regions/plugin.cjs')],
    });
    mkdirSync(path.join(workspace, 'apps/regional-pipeline/src'), { recursive: true });
    write('libs/policies/package.json', { name: 'policies' });
    write('apps/regional-pipeline/package.json', {
      name: 'app',
      nx: { name: 'regional-pipeline', implicitDependencies: ['policies'] },
    });
    cpSync(
      path.join(root, 'apps/regional-pipeline/regions'),
      path.join(workspace, 'apps/regional-pipeline/regions'),
      { recursive: true },
    );
  });
  afterAll(() => rmSync(workspace, { recursive: true }));

  it('a change of a region affects it alone, a change of a library all regions', async () => {
    expect(await affectedBy('apps/regional-pipeline/regions/us-east-1.json')).toEqual(['region-us-east-1']);
    const byLibrary = await affectedBy('libs/policies/package.json');
    expect(byLibrary).toContain('regional-pipeline');
    expect(byLibrary.filter((name) => name.startsWith('region-')).length).toBeGreaterThanOrEqual(10);
  }, 60_000);

  it('a region is synthesized by its name on the app too, and again only where it may come out otherwise', async () => {
    writeFileSync(
      path.join(workspace, 'apps/regional-pipeline/src/main.ts'),
      'console.log("synthesized", process.argv.slice(2).join(" "))',
    );
    const synthesize = () => nx('run', 'regional-pipeline:synth-us-east-1', '--output-style=static');
    const fromCache = /region-us-east-1:synth +\[(local cache|existing outputs match the cache)/;

    const first = await synthesize();
    expect(first.match(/synthesized .*/g)).toEqual([
      'synthesized --region-file regions/us-east-1.json --out cdk.out/synth/us-east-1',
    ]);
    expect(first).not.toMatch(fromCache);
    write('apps/regional-pipeline/regions/us-east-2.json', { ...regionFile, branch_name: 'release' });
    expect(await synthesize()).toMatch(fromCache);
    write('libs/policies/package.json', { name: 'policies', description: 'changed' });
    expect(await synthesize()).not.toMatch(fromCache);
  }, 60_000);

  it('a broken file is named, with what is wrong in it', async () => {
    const file = 'apps/regional-pipeline/regions/us-west-1.json';
    write(file, { regional_account: '111111111111', branch: 'main' });
    const failure = await nx('show', 'projects').catch((error: unknown) => error as { stderr: string });
    rmSync(path.join(workspace, file));
    expect(failure).toMatchObject({ code: 1 });
    const said = JSON.stringify(failure);
    expect(said).toContain('regions/us-west-1.json');
    expect(said).toContain('branch is not a key');
  }, 60_000);
});
