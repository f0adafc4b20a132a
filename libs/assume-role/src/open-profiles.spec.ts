import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { LocalAws } from '@regional-pipeline/local-aws';
import { assumeDeployRole } from './assume-deploy-role.js';
import { openProfiles, type Profiles, type ProfilesRequest } from './open-profiles.js';
import type { ProfileMode } from './profile-mode.js';
import { bundle } from './testing/bundle.js';
import { deployRole } from './testing/deploy-role.js';
import { buildRoleArn, startTestAws, stateBucket } from './testing/test-aws.js';

const run = promisify(execFile);
const managementIdentity = 'arn:aws:sts::222222222222:assumed-role/ManagementClusterDeployRole/';
const regionalIdentity = 'arn:aws:sts::111111111111:assumed-role/regional-pipeline-codebuild-role/';

let directory: string;
let program: string;
let aws: LocalAws;
let container: Record<string, string>;
const base = () => Promise.resolve(aws.issueCredentials(buildRoleArn));
const modes: ProfileMode[] = ['native', 'process'];

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'open-profiles-'));
  // The worst name that a configuration file and a shell can be given.
  program = path.join(directory, `it's #1 ;"$HOME"`, 'credential process.mjs');
  await mkdir(path.dirname(program));
  bundle('credential-process.ts', program);
  aws = await startTestAws();
  container = aws.containerEnvironment(buildRoleArn);
  process.env['AWS_ENDPOINT_URL'] = aws.endpoint;
});
afterAll(async () => {
  await Promise.all(opened.map((profiles) => profiles.close()));
  await aws.close();
  await rm(directory, { recursive: true });
});

const opened: Profiles[] = [];

async function open(mode: ProfileMode, overrides: Partial<ProfilesRequest> = {}): Promise<Profiles> {
  const profiles = await openProfiles({
    identity: overrides.identity ?? (await assumeDeployRole(deployRole, base)),
    base,
    mode,
    credentialProcess: [process.execPath, program, 'credential-process'],
    environment: container,
    directory,
    ...overrides,
  });
  opened.push(profiles);
  return profiles;
}

/** The environment of a child that has nothing but the profiles. */
function childEnvironment(profiles: Profiles, more: Record<string, string> = {}): Record<string, string> {
  const { PATH = '' } = process.env;
  return {
    PATH,
    HOME: directory,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ENDPOINT_URL_STS: aws.endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    CHECKPOINT_DISABLE: '1',
    ...profiles.environment,
    ...more,
  };
}

/** Who a child process with the AWS SDK's default chain is. */
async function callerIdentity(environment: Record<string, string>): Promise<string> {
  const script = `const { STSClient, GetCallerIdentityCommand } = require('@aws-sdk/client-sts');
    new STSClient({}).send(new GetCallerIdentityCommand({})).then(({ Arn }) => console.log(Arn));`;
  const { stdout } = await run(process.execPath, ['-e', script], { env: environment, cwd: __dirname });
  return stdout;
}

describe.each(modes)('openProfiles, mode %s', (mode) => {
  let profiles: Profiles;
  beforeAll(async () => {
    profiles = await open(mode);
  });

  it("makes a child process with an AWS SDK the cluster's identity", async () => {
    expect(await callerIdentity(childEnvironment(profiles))).toBe(
      `${managementIdentity}${deployRole.sessionName}\n`,
    );
  });

  it("makes it the cluster's as well where it names no profile", async () => {
    const { AWS_PROFILE: _, ...environment } = childEnvironment(profiles);
    expect(await callerIdentity(environment)).toContain(managementIdentity);
  });

  it('makes it the build with the profile of the backend', async () => {
    const environment = childEnvironment(profiles, { AWS_PROFILE: profiles.backendProfile });
    expect(await callerIdentity(environment)).toContain(regionalIdentity);
  });

  it('has no secret in the file, nor in the environment', async () => {
    const file = profiles.environment['AWS_CONFIG_FILE'] ?? '';
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
    const { AWS_CONTAINER_AUTHORIZATION_TOKEN: token, ...environment } = profiles.environment;
    const visible = (await readFile(file, 'utf8')) + JSON.stringify(environment);
    expect(profiles.secrets().length).toBeGreaterThanOrEqual(2);
    for (const secret of profiles.secrets()) if (secret !== token) expect(visible).not.toContain(secret);
    expect(visible).not.toMatch(/aws_secret_access_key|ASIA/i);
  });

  const hasTerraform = spawnSync('terraform', ['version'], { stdio: 'ignore' }).status === 0;
  (hasTerraform ? it : it.skip)(
    "gives Terraform's backend the build's identity, and what it runs the cluster's",
    async () => {
      const workspace = await mkdtemp(path.join(directory, 'terraform-'));
      const script = path.join(workspace, 'who.cjs');
      await writeFile(
        script,
        `const { STSClient, GetCallerIdentityCommand } = require(${JSON.stringify(require.resolve('@aws-sdk/client-sts'))});
         new STSClient({}).send(new GetCallerIdentityCommand({})).then(({ Arn }) => require('fs').writeFileSync('who', Arn));`,
      );
      await writeFile(
        path.join(workspace, 'main.tf'),
        `terraform {
           backend "s3" {}
         }
         resource "terraform_data" "cluster" {
           provisioner "local-exec" { command = "'${process.execPath}' ${script}" }
         }`,
      );
      const key = `${mode}/terraform.tfstate`;
      const env = childEnvironment(profiles, {
        TF_CLI_ARGS_init: `-backend-config=bucket=${stateBucket} -backend-config=key=${key} -backend-config=profile=${profiles.backendProfile} -backend-config=region=us-east-1 -backend-config=use_lockfile=true`,
        TF_INPUT: '0',
      });
      await run('terraform', ['init', '-no-color'], { cwd: workspace, env });
      await run('terraform', ['apply', '-auto-approve', '-no-color'], { cwd: workspace, env });

      expect(await readFile(path.join(workspace, 'who'), 'utf8')).toContain(managementIdentity);
      expect(aws.getObject(stateBucket, key)?.toString()).toContain('terraform_data');
      const requests = aws
        .decisions()
        .filter(({ resource }) => resource?.includes(`${stateBucket}/${mode}/`));
      expect(requests.map(({ principal }) => principal.startsWith(regionalIdentity))).not.toContain(false);
      expect(aws.listObjects(stateBucket)).not.toContain(`${key}.tflock`);
    },
    30_000,
  );

  it('leaves nothing behind', async () => {
    const other = await open(mode);
    const file = other.environment['AWS_CONFIG_FILE'] ?? '';
    expect(existsSync(file)).toBe(true);
    await other.close();
    await other.close();
    expect(existsSync(path.dirname(file))).toBe(false);
  });
});

describe('openProfiles', () => {
  it("hands the container's variables on in mode native alone", async () => {
    const [native, process] = [await open('native'), await open('process')];
    expect(native.environment).toMatchObject({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: container['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
      AWS_CONTAINER_AUTHORIZATION_TOKEN: container['AWS_CONTAINER_AUTHORIZATION_TOKEN'],
    });
    expect(native.secrets()).toContain(container['AWS_CONTAINER_AUTHORIZATION_TOKEN']);
    expect(Object.keys(process.environment).filter((name) => name.includes('CONTAINER'))).toEqual([]);
  });

  it('renews the identity before it ends, and knows the new secrets', async () => {
    const short = await startTestAws({ sessionLifetimeSeconds: 2 });
    process.env['AWS_ENDPOINT_URL'] = short.endpoint;
    try {
      const shortBase = () => Promise.resolve(short.issueCredentials(buildRoleArn));
      const profiles = await open('process', {
        identity: await assumeDeployRole(deployRole, shortBase),
        base: shortBase,
      });
      const known = profiles.secrets().length;
      for (let round = 0; round < 2; round++) {
        await new Promise((resolve) => setTimeout(resolve, 2_100));
        const environment = childEnvironment(profiles, {
          AWS_ENDPOINT_URL: short.endpoint,
          AWS_ENDPOINT_URL_STS: short.endpoint,
        });
        expect(await callerIdentity(environment)).toContain(managementIdentity);
      }
      expect(profiles.secrets().length).toBeGreaterThanOrEqual(known + 4);
    } finally {
      process.env['AWS_ENDPOINT_URL'] = aws.endpoint;
      await short.close();
    }
  }, 20_000);

  it("makes the true cause the child's error", async () => {
    const profiles = await open('process', {
      identity: {
        role: { ...deployRole, externalId: 'refused' },
        arn: 'x',
        accountId: deployRole.accountId,
        credentials: { accessKeyId: 'x', secretAccessKey: 'ended-secret', expiration: new Date(0) },
      },
    });
    const config = await readFile(profiles.environment['AWS_CONFIG_FILE'] ?? '', 'utf8');
    const command = /management\]\n(?:.*\n)*?credential_process = (.*)/.exec(config)?.[1] ?? '';
    await expect(run('/bin/sh', ['-c', command])).rejects.toThrow(
      /AssumeRoleDenied: could not assume .* with external id refused .*Check that the role exists/s,
    );
  });

  it('tells a directory that cannot be written', async () => {
    const identity = await assumeDeployRole(deployRole, base);
    const request = { identity, base, mode: 'native', credentialProcess: [], environment: {} } as const;
    await expect(openProfiles({ ...request, directory: '/nonexistent' })).rejects.toMatchObject({
      code: 'ProfilesNotWritten',
      message: expect.stringContaining('ENOENT') as string,
    });
  });

  it('leaves nothing behind when it fails half-way', async () => {
    const deep = path.join(directory, 'x'.repeat(100));
    await mkdir(deep);
    const before = await readdir(directory);
    const identity = await assumeDeployRole(deployRole, base);
    const request = { identity, base, credentialProcess: ['a\nb'], environment: {} } as const;
    await expect(openProfiles({ ...request, mode: 'process', directory: deep })).rejects.toMatchObject({
      code: 'SocketPathTooLong',
    });
    expect(await readdir(deep)).toEqual([]);
    await expect(openProfiles({ ...request, mode: 'process', directory })).rejects.toMatchObject({
      code: 'ProfileValueInvalid',
    });
    expect(await readdir(directory)).toEqual(before);
  });
});
