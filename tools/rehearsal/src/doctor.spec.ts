import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { startLocalAws } from '@regional-pipeline/local-aws';
import { centralStateKey, type PolicyDocument } from '@regional-pipeline/platform-model';
import { CENTRAL, MANAGEMENT, mintedAccounts } from './accounts.js';
import { centralState } from './central-state.js';
import { centralStateBucket, centralStateRegion, openRehearsal, type Rehearsal } from './rehearsal.js';
import type { OrchestratorRun } from './run-orchestrator.js';
import { orchestrator } from './testing/command-line.js';
import { expectFailure } from './testing/expect-failure.js';
import { rehearsalFolder } from './testing/rehearsal-folder.js';

jest.setTimeout(60_000);

/** What `doctor` says of one thing. */
interface Finding {
  readonly subject: string;
  readonly status: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly detail: string;
  readonly remedy: string | null;
}

const folder = rehearsalFolder();
const ready = mintedAccounts.filter(({ id, type }) => type !== 'management' || MANAGEMENT.includes(id));
let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await openRehearsal({ directory: folder, accounts: ready });
});
afterAll(() => rehearsal.close());

const doctor = (environment: Readonly<Record<string, string>> = {}, ...args: string[]) =>
  orchestrator(rehearsal, ['doctor', ...args], environment);

/** The findings, of which each that is not well names what to do. */
async function findingsOf(environment: Readonly<Record<string, string>> = {}): Promise<{
  run: OrchestratorRun;
  of: (subject: string) => Finding | undefined;
  wrong: string[];
}> {
  const run = await doctor(environment, '--output', 'json');
  expect(run.stderr).toBe('');
  const { type, findings } = JSON.parse(run.stdout) as { type: string; findings: Finding[] };
  expect(type).toBe('doctor');
  for (const { status, remedy } of findings) {
    if (status === 'warning' || status === 'failed') expect(remedy).toMatch(/\w/);
  }
  const failed = findings.filter(({ status }) => status === 'failed').map(({ subject }) => subject);
  expect(run.exitCode).toBe(failed.length === 0 ? 0 : 3);
  return { run, of: (subject) => findings.find((one) => one.subject === subject), wrong: failed };
}

/** A folder with links to these programs alone. */
function pathWith(...programs: string[]): string {
  const bin = path.join(folder, `bin-${programs.join('-')}`);
  mkdirSync(bin, { recursive: true });
  for (const program of programs) {
    const found = (process.env['PATH'] ?? '').split(':').map((entry) => path.join(entry, program));
    symlinkSync(found[0] ?? '', path.join(bin, program));
  }
  return bin;
}

it('finds all well, changes nothing, and says so to people and to programs', async () => {
  const before = rehearsal.aws.listObjects(rehearsal.resources.stateBucket);
  const shown = await doctor();
  expect(shown.stdout).toMatch(/^ok +make +GNU Make/m);
  expect(shown.stdout).toMatch(/^ok +clock +\d s off the clock of STS$/m);
  expect(shown.stdout).toMatch(/^ok +role of mc01 +arn:\S+, refused without its external id$/m);
  expect(shown.stdout).toMatch(/\n\d+ ok, \d to look at, 0 failed, \d+ skipped\n$/);
  expect(shown.exitCode).toBe(0);
  const { of, wrong } = await findingsOf();
  expect(wrong).toEqual([]);
  for (const subject of ['node', 'disk', 'credentials', 'state bucket', 'definitions', 'central state']) {
    expect(of(subject)).toMatchObject({ status: 'ok', remedy: null });
  }
  expect(rehearsal.aws.listObjects(rehearsal.resources.stateBucket)).toEqual(before);
});

it('misses the tools of a target', async () => {
  const { of, wrong } = await findingsOf({ PATH: pathWith() });
  expect(wrong).toEqual(['make']);
  expect(of('make')).toMatchObject({ detail: 'there is no make on the PATH' });
  expect(of('terraform')).toMatchObject({ status: 'warning' });
});

it('tells a bucket that is not there, and one that is not ours', async () => {
  const absent = await findingsOf({ MANAGEMENT_STATE_BUCKET: 'management-cluster-tf-state-absent' });
  expect(absent.wrong).toContain('state bucket');
  expect(absent.of('state bucket')?.detail).toMatch(/^StateBucket\w+: .*management-cluster-tf-state-absent/);
  const foreign = await findingsOf({ CENTRAL_STATE_BUCKET: rehearsal.resources.artifactsBucket });
  expect(foreign.wrong).toEqual(['central state']);
  expect(foreign.of('clusters')).toMatchObject({ status: 'skipped' });
});

it("tells of Central's state that is missing or broken", async () => {
  rehearsal.aws.putObject(centralStateBucket, centralStateKey, '{"version": 4');
  const { of, wrong } = await findingsOf();
  rehearsal.aws.putObject(centralStateBucket, centralStateKey, centralState(ready));
  expect(wrong).toEqual(['central state']);
  expect(of('central state')?.detail).toMatch(/^CentralStateUnreadable: /);
});

it('tells of a role that is not there, and shows what to do about it', async () => {
  rehearsal.aws.putObject(centralStateBucket, centralStateKey, centralState(mintedAccounts));
  const { of, wrong } = await findingsOf();
  const shown = await doctor();
  rehearsal.aws.putObject(centralStateBucket, centralStateKey, centralState(ready));
  expect(wrong).toEqual(['role of mc04']);
  expect(of('role of mc04')?.detail).toMatch(/^AssumeRoleDenied: .*222222222204/);
  expect(shown.stdout).toMatch(/\nrole of mc04\n {2}What to do: .*222222222204/);
});

describe('credentials', () => {
  const without = { AWS_CONTAINER_CREDENTIALS_FULL_URI: '', AWS_CONTAINER_AUTHORIZATION_TOKEN: '' };
  const keys = (roleArn: string, lifetimeSeconds: number) => {
    const issued = rehearsal.aws.issueCredentials(roleArn, { lifetimeSeconds });
    return {
      ...without,
      AWS_ACCESS_KEY_ID: issued.accessKeyId,
      AWS_SECRET_ACCESS_KEY: issued.secretAccessKey,
      AWS_SESSION_TOKEN: issued.sessionToken,
      AWS_CREDENTIAL_EXPIRATION: new Date(Date.now() + lifetimeSeconds * 1000).toISOString(),
    };
  };

  it.each([
    ['are missing', () => without, /^BaseCredentialsMissing: /],
    ['have ended', () => keys(rehearsal.resources.buildRoleArn, -5), /^BaseCredentialsExpired: /],
  ])('that %s', async (_, environment, detail) => {
    const { of, wrong } = await findingsOf(environment());
    expect(wrong).toContain('credentials');
    expect(of('credentials')?.detail).toMatch(detail);
  });

  it('that end before a cluster is done, and are not renewed', async () => {
    const run = await doctor(keys(rehearsal.resources.buildRoleArn, 600));
    expect(run.stdout).toMatch(/^warning +credentials +the build's credentials end at /m);
    expect(run.exitCode).toBe(0);
  });

  it("of somebody else than the build's role", async () => {
    const { of, wrong } = await findingsOf(keys(rehearsal.resources.pipelineRoleArn, 3600));
    expect(of('credentials')).toMatchObject({ status: 'warning' });
    expect(of('credentials')?.detail).toMatch(/regional-pipeline-role.*is not the build role$/);
    expect(wrong).toEqual(expect.arrayContaining(['state bucket', 'central state']));
  });
});

it('a clock that nobody answers for, and a wrong environment', async () => {
  const { wrong } = await findingsOf({ AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9' });
  expect(wrong).toEqual(expect.arrayContaining(['clock', 'credentials', 'role of mc01']));
  expectFailure(await doctor({ AWS_REGION: '' }), 2, 'SettingsInvalid', /AWS_REGION is not set/, /Set/);
  expectFailure(await doctor({}, '--sauce', 'x'), 2, 'UsageInvalid', /unknown option '--sauce'/, /--help/);
});

it('a role that does not ask for an external id is a failure', async () => {
  const templates = rehearsal.templates.map(({ template, ...rest }) => ({
    ...rest,
    template: withoutExternalId(template),
  }));
  const aws = await startLocalAws({
    world: {
      templates,
      buckets: [
        {
          name: centralStateBucket,
          accountId: CENTRAL,
          region: centralStateRegion,
          versioned: true,
          policy: openTo(rehearsal.resources.buildRoleArn),
        },
      ],
      organization: { id: 'o-rehearsal00' },
    },
  });
  aws.putObject(centralStateBucket, centralStateKey, centralState(ready));
  const { of, wrong } = await findingsOf(aws.containerEnvironment(rehearsal.resources.buildRoleArn));
  await aws.close();
  expect(wrong).toEqual(['role of mc01', 'role of mc02', 'role of mc03']);
  expect(of('role of mc01')).toMatchObject({
    detail:
      'arn:aws:iam::222222222201:role/ManagementClusterDeployRole can be assumed without an external id',
    remedy: expect.stringContaining('regional-pipeline-us-east-1') as string,
  });
});

function openTo(roleArn: string): PolicyDocument {
  const resource = `arn:aws:s3:::${centralStateBucket}`;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Open',
        Effect: 'Allow',
        Principal: { AWS: roleArn },
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: [resource, `${resource}/*`],
      },
    ],
  };
}

/** The same template without any condition on the external id. */
function withoutExternalId<T>(template: T): T {
  const text = JSON.stringify(template, (name, value: unknown) =>
    name === 'sts:ExternalId' ? undefined : value,
  );
  return JSON.parse(text) as T;
}
