import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AggregateCreateNodesError, logger } from '@nx/devkit';
import { checkRegionFile } from './check-region-file.js';
import { inferRegions } from './infer-regions.js';

const folder = 'apps/regional-pipeline/regions';
const right = JSON.stringify({
  regional_account: '111111111111',
  management_account: ['222222222222'],
  repository_id: 'owner/repo',
  central_state_bucket: 'central-terraform-state',
});

describe('inferRegions', () => {
  let workspaceRoot: string;
  beforeEach(() => {
    workspaceRoot = mkdtempSync(path.join(tmpdir(), 'infer-regions-'));
    mkdirSync(path.join(workspaceRoot, folder), { recursive: true });
  });
  afterEach(() => rmSync(workspaceRoot, { recursive: true }));

  const write = (name: string, text: string) => {
    writeFileSync(path.join(workspaceRoot, folder, name), text);
    return `${folder}/${name}`;
  };
  const context = () => ({ workspaceRoot, nxJsonConfiguration: {} });
  const checks = () => Promise.resolve(checkRegionFile);

  it('makes a project of the file, with the same targets by name on the app', async () => {
    const file = write('eu-west-1.json', right);
    const [[, { projects = {} }] = ['', {}]] = await inferRegions([file], context(), checks);
    expect(Object.keys(projects)).toEqual(['apps/regional-pipeline', file]);
    expect(projects[file]).toMatchObject({
      name: 'region-eu-west-1',
      implicitDependencies: ['regional-pipeline'],
    });
    expect(projects['apps/regional-pipeline']?.targets).toEqual(
      Object.fromEntries(
        ['synth', 'validate', 'diff', 'deploy'].map((target) => [
          `${target}-eu-west-1`,
          {
            executor: 'nx:noop',
            dependsOn: [{ projects: ['region-eu-west-1'], target }],
          },
        ]),
      ),
    );
  });

  it('keeps what is synthesized, never what is deployed, and deploys what was validated', async () => {
    const file = write('eu-west-1.json', right);
    const [[, { projects = {} }] = ['', {}]] = await inferRegions([file], context(), checks);
    const { synth, validate, diff, deploy } = projects[file]?.targets ?? {};
    for (const [target, folderOf] of [
      [synth, 'synth'],
      [validate, 'validate'],
    ] as const) {
      expect(target).toMatchObject({
        cache: true,
        inputs: [`{workspaceRoot}/${file}`, '^production', 'sharedGlobals'],
        outputs: [`{workspaceRoot}/apps/regional-pipeline/cdk.out/${folderOf}/eu-west-1`],
      });
    }
    expect(synth?.command).not.toContain('--validate');
    expect(validate?.command).toContain('--region-file regions/eu-west-1.json');
    expect(validate?.command).toContain('--validate');
    expect(diff).toMatchObject({ dependsOn: ['synth'] });
    expect(deploy).toMatchObject({ dependsOn: ['validate'] });
    expect(deploy?.command).toContain('cdk.out/validate/eu-west-1');
    for (const target of Object.values(projects[file]?.targets ?? {})) {
      expect(target.inputs).toContain(`{workspaceRoot}/${file}`);
    }
    expect([diff?.cache, deploy?.cache]).toEqual([undefined, undefined]);
  });

  it('names what is wrong in each file, and has the projects of the others', async () => {
    const files = [
      write('us-east-1.json', right),
      write('us-west-2.json', '{ "regional_account": "222" }'),
      write('moon-1.json', right),
    ];
    const error: unknown = await inferRegions(files, context(), checks).catch((thrown: unknown) => thrown);
    if (!(error instanceof AggregateCreateNodesError)) throw error;
    expect(error.errors.map(([file]) => file)).toEqual(files.slice(1));
    expect(error.errors[0]?.[1].message).toMatch(
      /^InvalidRegionFile: .*us-west-2\.json .*regional_account: "222" .*Expected: .*Correct what is listed/s,
    );
    expect(error.partialResults.map(([file]) => file)).toEqual(files.slice(0, 1));
  });

  it('infers the targets all the same where a library does not load, and says that nothing was checked', async () => {
    const warn = jest.spyOn(logger, 'warn').mockImplementation(() => undefined);
    const files = [write('us-west-2.json', '{'), write('a; b.json', '{}')];
    const broken = () => Promise.reject(new SyntaxError('half a line'));
    const error: unknown = await inferRegions(files, context(), broken).catch((thrown: unknown) => thrown);
    expect(warn.mock.calls.join()).toContain('half a line');
    if (!(error instanceof AggregateCreateNodesError)) throw error;
    expect(error.partialResults.map(([file]) => file)).toEqual(files.slice(0, 1));
    // A command is made of the name.
    expect(error.errors.map(([file]) => file)).toEqual(files.slice(1));
  });
});
