import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBaseLasts } from './ensure-base-lasts.js';
import { buildRoleArn, startTestAws } from './testing/test-aws.js';

const minute = 60_000;
let directory: string;

beforeEach(async () => {
  jest.replaceProperty(process, 'env', { ...process.env });
  directory = await mkdtemp(path.join(tmpdir(), 'base-lasts-'));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await rm(directory, { recursive: true });
});

function setKeys(endsInMs: number): Date {
  const expiration = new Date(Date.now() + endsInMs);
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
    AWS_CREDENTIAL_EXPIRATION: expiration.toISOString(),
  });
  return expiration;
}

/** A profile whose process prints credentials that end in so many seconds; the same end each time, or a new one. */
async function setProcess(script: string): Promise<void> {
  const file = path.join(directory, 'config');
  const program = path.join(directory, 'process.cjs');
  await writeFile(program, script);
  await writeFile(file, `[default]\ncredential_process = "${process.execPath}" "${program}"\n`);
  process.env['AWS_CONFIG_FILE'] = file;
}

describe('ensureBaseLasts', () => {
  it('refuses keys of the environment that end before the cluster is done, with both times', async () => {
    const expiration = setKeys(30 * minute);
    const refusal = ensureBaseLasts(45 * minute);
    await expect(refusal).rejects.toMatchObject({
      code: 'BaseCredentialsTooShort',
      kind: { phase: 'cluster' },
      retryable: false,
      message: expect.stringContaining(`end at ${expiration.toISOString()}, nothing renews them`) as string,
      remedy: expect.stringContaining('Sign in again') as string,
      context: { expiration: expiration.toISOString(), neededMs: 45 * minute },
    });
    const { message } = (await refusal.catch((error: unknown) => error)) as Error;
    const until = /need them until (.*)\.$/.exec(message)?.[1] ?? '';
    expect(Date.parse(until) - Date.now()).toBeGreaterThan(44 * minute);
  });

  it('takes keys of the environment that last, and those whose end nobody tells', async () => {
    setKeys(50 * minute);
    await ensureBaseLasts(45 * minute);
    delete process.env['AWS_CREDENTIAL_EXPIRATION'];
    await ensureBaseLasts(45 * minute);
  });

  it("takes a container's credentials of a few seconds: they are renewed, in mode native too", async () => {
    const aws = await startTestAws({ sessionLifetimeSeconds: 15 });
    Object.assign(process.env, aws.containerEnvironment(buildRoleArn));
    await ensureBaseLasts(45 * minute);
    await aws.close();
  });

  it('takes what a credential process gives, though it gives the same for a while', async () => {
    const expiration = new Date(Date.now() + minute).toISOString();
    const output = {
      Version: 1,
      AccessKeyId: 'ASIA',
      SecretAccessKey: 's',
      SessionToken: 't',
      Expiration: expiration,
    };
    await setProcess(`console.log('${JSON.stringify(output)}')`);
    await ensureBaseLasts(45 * minute);
  });

  it('says that there are none', async () => {
    await expect(ensureBaseLasts(minute)).rejects.toMatchObject({ code: 'BaseCredentialsMissing' });
  });
});
