import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { centralStateKey } from '@regional-pipeline/platform-model';
import { mintedAccounts } from './accounts.js';
import { centralState } from './central-state.js';
import { centralStateBucket, openRehearsal, type Rehearsal } from './rehearsal.js';
import { runOrchestrator } from './run-orchestrator.js';
import { expectFailure } from './testing/expect-failure.js';
import { platformRepositoryWith, rehearsalFolder } from './testing/rehearsal-folder.js';
import { isOnPath } from './workspace-paths.js';

jest.setTimeout(60_000);

const folder = rehearsalFolder();
let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await openRehearsal({ directory: folder });
});
beforeEach(
  () => void rehearsal.aws.putObject(centralStateBucket, centralStateKey, centralState(mintedAccounts)),
);
afterAll(() => rehearsal.close());

describe('wrong usage', () => {
  it.each([
    [['deploy', '--concurency', '3'], /unknown option '--concurency'/],
    [['deploy', '--concurrency', '0'], /whole number from 1/],
    [['deploy', '--concurrency', 'many'], /'many'/],
    [['deploy', '--output', 'yaml'], /'yaml'.*text, json/],
    [['deploi'], /unknown command 'deploi'/],
    [['plan', 'extra'], /too many arguments/],
    [[], /no command/],
    [['credential-process'], /--socket/],
  ])('%j ends with 2', async (args, message) => {
    const run = await runOrchestrator(args, rehearsal.environment());
    expectFailure(run, 2, 'UsageInvalid', message, /--help/);
  });

  it.each(['AWS_REGION', 'MANAGEMENT_STATE_BUCKET', 'CENTRAL_STATE_BUCKET'])(
    'a missing %s ends with 2',
    async (name) => {
      const { [name]: _, ...environment } = rehearsal.environment();
      for (const command of ['plan', 'deploy']) {
        expectFailure(
          await runOrchestrator([command], environment),
          2,
          'SettingsInvalid',
          new RegExp(`${name} is not set`),
          /Set the environment/,
        );
      }
    },
  );

  it('an unknown region ends with 2', async () => {
    const run = await runOrchestrator(['plan'], { ...rehearsal.environment(), AWS_REGION: 'us-east-9' });
    expectFailure(run, 2, 'SettingsInvalid', /"us-east-9"/, /AWS_REGION/);
  });

  it('a source that is not there ends with 2', async () => {
    const run = await runOrchestrator(['deploy', '--source', '/nowhere/at/all'], rehearsal.environment());
    expectFailure(run, 2, 'SourceUnreadable', /\/nowhere\/at\/all/, /--source/);
  });

  it('is told to programs as well', async () => {
    const run = await runOrchestrator(
      ['deploy', '--output', 'json', '--source', '/nowhere/at/all'],
      rehearsal.environment(),
    );
    expect(JSON.parse(run.stdout)).toMatchObject({
      type: 'error',
      code: 'SourceUnreadable',
      remedy: expect.any(String) as string,
    });
  });
});

describe('an input that cannot be read', () => {
  const account = (change: Record<string, unknown>) =>
    JSON.stringify({
      version: 4,
      serial: 1,
      lineage: 'l',
      outputs: {
        accounts: {
          value: { 'acct-x': { id: '222222222201', region: 'us-east-1', type: 'management', ...change } },
          type: ['map', 'string'],
        },
      },
    });

  it.each([
    ['truncated', '{"version": 4, "outputs": {"accounts"', 'CentralStateUnreadable', /JSON/i],
    ['no JSON', 'hello', 'CentralStateUnreadable', /JSON/i],
    ['empty', '', 'CentralStateUnreadable', /empty|0 bytes/i],
    ['version 3', '{"version": 3}', 'CentralStateNotV4', /3/],
    ['no state at all', '{"id": 1}', 'CentralStateNotV4', /./],
    [
      'without the output',
      '{"version":4,"serial":1,"lineage":"l","outputs":{"vpc":{"value":1,"type":"number"}}}',
      'CentralStateNoAccounts',
      /vpc/,
    ],
    [
      'a sensitive output',
      '{"version":4,"serial":1,"lineage":"l","outputs":{"accounts":{"value":{},"type":["map","string"],"sensitive":true}}}',
      'CentralStateOutputInvalid',
      /sensitive/,
    ],
    [
      'a list',
      '{"version":4,"serial":1,"lineage":"l","outputs":{"accounts":{"value":[],"type":["tuple",[]]}}}',
      'CentralStateOutputInvalid',
      /./,
    ],
    ['a bad account id', account({ id: '22222' }), 'CentralStateAccountInvalid', /acct-x[\s\S]*22222/],
    [
      'a bad region',
      account({ region: 'us-east-9' }),
      'CentralStateAccountInvalid',
      /acct-x[\s\S]*us-east-9/,
    ],
    ['a bad type', account({ type: 7 }), 'CentralStateAccountInvalid', /acct-x[\s\S]*type/],
  ])('%s ends with 3', async (_name, body, code, message) => {
    rehearsal.aws.putObject(centralStateBucket, centralStateKey, body);
    for (const command of ['plan', 'deploy'])
      expectFailure(await runOrchestrator([command], rehearsal.environment()), 3, code, message, /\w/);
  });

  it('a bucket that is not ours to read ends with 3, and says that it may be missing as well', async () => {
    const environment = {
      ...rehearsal.environment(),
      CENTRAL_STATE_BUCKET: rehearsal.resources.artifactsBucket,
    };
    expectFailure(
      await runOrchestrator(['plan'], environment),
      3,
      'CentralState(AccessDenied|Missing)',
      /regional-pipeline-artifacts/,
      /\w/,
    );
  });

  it('an endpoint that does not answer ends with 3', async () => {
    const environment = { ...rehearsal.environment(), AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
    expectFailure(
      await runOrchestrator(['deploy'], environment),
      3,
      'CentralState\\w+',
      /127\.0\.0\.1:9|ECONNREFUSED/,
      /\w/,
    );
  });

  it('credentials that are not there end with 3', async () => {
    const {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: _,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: __,
      ...environment
    } = rehearsal.environment();
    expectFailure(
      await runOrchestrator(['deploy'], environment),
      3,
      '\\w*Credentials\\w*',
      /credentials/i,
      /\w/,
    );
  });

  it('a wrong definition ends with 3, with file and line, before any request', async () => {
    const source = platformRepositoryWith(folder, {
      'management-clusters/us-east-1/mc02.yaml': 'name: mc02\nacount: x\n',
    });
    const before = rehearsal.aws.decisions().length;
    const run = await runOrchestrator(['deploy', '--source', source], rehearsal.environment());
    expectFailure(
      run,
      3,
      'DefinitionsInvalid',
      /management-clusters\/us-east-1\/mc02\.yaml:2:1.*acount/,
      /\w/,
    );
    expect(rehearsal.aws.decisions()).toHaveLength(before);
  });

  it('a temporary folder that cannot be written ends with 3', async () => {
    for (const TMPDIR of ['/proc', path.join(folder, 'absent')]) {
      const run = await runOrchestrator(['deploy'], { ...rehearsal.environment(), TMPDIR });
      expectFailure(run, 3, 'RunDirectoryUnusable', new RegExp(TMPDIR), /TMPDIR/);
    }
  });

  it('a cluster that this run would not deploy ends with 3', async () => {
    const run = await runOrchestrator(['deploy', '--cluster', 'mc05'], rehearsal.environment());
    expectFailure(run, 3, 'ClusterNotSelected', /mc05 is skipped/, /plan/);
  });
});

describe('nothing to do', () => {
  it('is said as such, and ends with 0', async () => {
    rehearsal.aws.putObject(centralStateBucket, centralStateKey, centralState([]));
    const source = platformRepositoryWith(folder, { 'management-clusters': '' });
    for (const command of ['plan', 'deploy']) {
      const run = await runOrchestrator([command, '--source', source], rehearsal.environment());
      expect(run.stdout).toContain('Nothing to do');
      expect(run.exitCode).toBe(0);
    }
  });
});

describe("a cluster's failure", () => {
  const only = ['deploy', '--cluster', 'mc01', '--output', 'json', '--source'];

  async function failureOf(source: string, environment = rehearsal.environment()) {
    const run = await runOrchestrator([...only, source], environment);
    expect(run.stderr).toBe('');
    expect(run.exitCode).toBe(1);
    const [result] = run.summary().clusters;
    expect(result?.outcome).toBe('failed');
    return result;
  }

  it('of a make target that is not there has a remedy', async () => {
    const result = await failureOf(platformRepositoryWith(folder, { Makefile: 'other:\n\ttrue\n' }));
    expect(result).toMatchObject({
      code: 'MakeTargetMissing',
      reason: expect.stringContaining('pipeline-provision-management') as string,
    });
    expect(result?.remedy).toContain('Makefile');
  });

  it('of a repository without a Makefile has one, too', async () => {
    expect(await failureOf(platformRepositoryWith(folder, { Makefile: '' }))).toMatchObject({
      code: 'MakeTargetMissing',
    });
  });

  it('of a target that fails names its exit code and its last words', async () => {
    const result = await failureOf(
      platformRepositoryWith(folder, {
        Makefile: 'pipeline-provision-management:\n\t@echo no quota left >&2; exit 7\n',
      }),
    );
    expect(result).toMatchObject({
      code: 'MakeFailed',
      reason: expect.stringContaining('no quota left') as string,
    });
  });

  it('of a machine without make names make', async () => {
    const bin = path.join(folder, 'empty-bin');
    mkdirSync(bin, { recursive: true });
    const result = await failureOf(platformRepositoryWith(folder, {}), {
      ...rehearsal.environment(),
      PATH: bin,
    });
    expect(result).toMatchObject({ code: 'MakeMissing' });
  });

  const withTerraform = isOnPath('terraform') || isOnPath('tofu') ? it : it.skip;
  withTerraform('of terraform shows its error, and the others are deployed', async () => {
    const source = platformRepositoryWith(folder, {
      'management-clusters/us-east-1/mc02.yaml':
        'name: mc02\naccount: management-us-east-1-02\nvariables:\n  node_count: 0\n',
    });
    const run = await runOrchestrator(
      ['deploy', '--output', 'json', '--source', source],
      rehearsal.environment(),
    );
    expect(run.exitCode).toBe(1);
    const results = Object.fromEntries(run.summary().clusters.map((result) => [result.name, result]));
    expect(results['mc02']).toMatchObject({ outcome: 'failed', code: 'MakeFailed' });
    expect(results['mc02']?.reason).toContain('A management cluster needs at least one node.');
    expect(results['mc01']).toMatchObject({ outcome: 'deployed' });
    expect(results['mc03']).toMatchObject({ outcome: 'deployed' });
  });

  it('is shown to people with code, cause, remedy and log', async () => {
    const source = platformRepositoryWith(folder, {
      Makefile: 'pipeline-provision-management:\n\t@echo no quota left; exit 7\n',
    });
    writeFileSync(path.join(source, 'unrelated'), '');
    const run = await runOrchestrator(
      ['deploy', '--cluster', 'mc01', '--source', source],
      rehearsal.environment(),
    );
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(/failed\s+mc01\s+222222222201\s+\S+ \S+\s+MakeFailed/);
    expect(run.stdout).toMatch(/What to do: .+/);
    expect(run.stdout).toMatch(/Its log is .+mc01\.1\.log/);
    expect(run.stdout).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });
});
