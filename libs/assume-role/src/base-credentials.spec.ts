import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LocalAws } from '@regional-pipeline/local-aws';
import { baseCredentials } from './base-credentials.js';
import { buildRoleArn, startTestAws } from './testing/test-aws.js';

let directory: string;

beforeEach(async () => {
  jest.replaceProperty(process, 'env', { ...process.env });
  directory = await mkdtemp(path.join(tmpdir(), 'base-credentials-'));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await rm(directory, { recursive: true });
});

describe('baseCredentials', () => {
  it("takes the container's credentials, and takes them again when they near their end", async () => {
    const aws: LocalAws = await startTestAws({ sessionLifetimeSeconds: 1 });
    Object.assign(process.env, aws.containerEnvironment(buildRoleArn));
    const base = baseCredentials();
    const [first, same] = [await base(), await base()];
    expect(same).toBe(first);
    await new Promise((resolve) => setTimeout(resolve, 600));
    const second = await base();
    expect(second.accessKeyId).not.toBe(first.accessKeyId);
    expect(Number(second.expiration)).toBeGreaterThan(Number(first.expiration));
    await aws.close();
  });

  it('reads keys in a file again each time, since somebody may have replaced them', async () => {
    const file = path.join(directory, 'credentials');
    const write = (id: string) =>
      writeFile(file, `[default]\naws_access_key_id = ${id}\naws_secret_access_key = s\n`);
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = file;
    const base = baseCredentials();
    await write('AKIA1');
    expect((await base()).accessKeyId).toBe('AKIA1');
    await write('AKIA2');
    expect((await base()).accessKeyId).toBe('AKIA2');
  });

  it('says that there are none, and what to do', async () => {
    await expect(baseCredentials()()).rejects.toMatchObject({
      code: 'BaseCredentialsMissing',
      kind: { phase: 'cluster' },
      message: expect.stringContaining('Could not load credentials from any providers') as string,
      remedy: expect.stringContaining('AWS_PROFILE') as string,
    });
  });

  it('says that what it found has ended', async () => {
    const aws = await startTestAws({ sessionLifetimeSeconds: -60 });
    Object.assign(process.env, aws.containerEnvironment(buildRoleArn));
    await expect(baseCredentials()()).rejects.toMatchObject({ code: 'BaseCredentialsExpired' });
    await aws.close();
  });
});
