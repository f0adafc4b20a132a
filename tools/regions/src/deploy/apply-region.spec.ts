import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AccountId, Region } from '@regional-pipeline/platform-model';
import { parseInputs, synthesize } from '@regional-pipeline/regional-pipeline';
import { applyRegion, type RegionAction } from './apply-region.js';

const REGIONAL = '111111111111';
const MANAGEMENT = '222222222222';
const STRANGER = '999999999999';
const region = Region.parse('us-east-1');

describe('applyRegion', () => {
  let assembly: string;
  beforeAll(() => {
    assembly = mkdtempSync(path.join(tmpdir(), 'apply-region-'));
    const inputs = parseInputs({
      region,
      regionalAccount: REGIONAL,
      managementAccounts: [MANAGEMENT, '333333333333'],
      repositoryId: 'owner/repo',
      centralStateBucket: 'central-terraform-state',
    });
    synthesize(inputs, assembly);
  });
  afterAll(() => rmSync(assembly, { recursive: true }));

  /** What the CDK command line was asked to do, and what was printed. */
  const apply = async (action: RegionAction, account: string, directory = assembly) => {
    const asked: (readonly string[])[] = [];
    const printed: string[] = [];
    const done = applyRegion(action, region, directory, {
      readCallerAccount: () => Promise.resolve(AccountId.parse(account)),
      runCdk: (args) => Promise.resolve(void asked.push(args)),
      print: (line) => void printed.push(line),
    });
    const code = await done.then(() => undefined).catch((error: unknown) => error);
    return { asked, printed, code };
  };

  it("deploys the stacks of the credentials' account, asks nothing, and names what is left", async () => {
    const { asked, printed, code } = await apply('deploy', REGIONAL);
    expect(code).toBeUndefined();
    expect(asked).toEqual([
      [
        ...['deploy', 'regional-pipeline-us-east-1', '--exclusively', '--app', assembly],
        ...['--require-approval', 'never', '--progress', 'events'],
      ],
    ]);
    expect(printed).toEqual([
      'deployed in 111111111111: regional-pipeline-us-east-1',
      'left for credentials of 222222222222: management-deploy-role-us-east-1-222222222222',
      'left for credentials of 333333333333: management-deploy-role-us-east-1-333333333333',
    ]);
  });

  it('deploys the deploy role with credentials of its management account', async () => {
    const { asked } = await apply('deploy', MANAGEMENT);
    expect(asked[0]?.slice(0, 2)).toEqual(['deploy', 'management-deploy-role-us-east-1-222222222222']);
  });

  it('compares without a change to what is approved', async () => {
    const { asked, printed } = await apply('diff', REGIONAL);
    expect(asked).toEqual([['diff', 'regional-pipeline-us-east-1', '--exclusively', '--app', assembly]]);
    expect(printed[0]).toBe('compared in 111111111111: regional-pipeline-us-east-1');
  });

  it("does nothing in an account that the region's file does not name", async () => {
    const { asked, printed, code } = await apply('deploy', STRANGER);
    expect(code).toMatchObject({ code: 'CredentialsOfAnotherAccount' });
    expect(String(code)).toContain(
      'the credentials are of 999999999999, and us-east-1 has stacks in 111111111111, 222222222222, 333333333333',
    );
    expect([asked, printed]).toEqual([[], []]);
  });

  it('does nothing with a folder that holds no stack', async () => {
    const empty = path.join(assembly, 'empty');
    mkdirSync(empty);
    expect((await apply('deploy', REGIONAL, empty)).code).toMatchObject({ code: 'AssemblyNotReadable' });
    writeFileSync(path.join(empty, 'manifest.json'), '{ "version": "48.0.0", "artifacts": {} }');
    const { asked, code } = await apply('deploy', REGIONAL, empty);
    expect(code).toMatchObject({ code: 'AssemblyNotReadable' });
    expect(String(code)).toContain('it has no stack');
    expect(asked).toEqual([]);
  });
});
