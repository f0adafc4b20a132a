import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Fault, LocalAws } from '@regional-pipeline/local-aws';
import { assumeDeployRole } from './assume-deploy-role.js';
import { explainStsFailure } from './sts-failure.js';
import { bundle } from './testing/bundle.js';
import { MANAGEMENT, deployRole } from './testing/deploy-role.js';
import { STRANGER, buildRoleArn, startTestAws } from './testing/test-aws.js';

const run = promisify(execFile);
let aws: LocalAws;
const base = () => Promise.resolve(aws.issueCredentials(buildRoleArn));

beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.close());
beforeEach(() => {
  process.env['AWS_ENDPOINT_URL'] = aws.endpoint;
  process.env['AWS_MAX_ATTEMPTS'] = '1';
});

describe('assumeDeployRole', () => {
  it("gives the identity of the cluster's account, with credentials for an hour", async () => {
    const identity = await assumeDeployRole(deployRole, base);
    expect(identity).toMatchObject({
      role: deployRole,
      accountId: MANAGEMENT,
      arn: `arn:aws:sts::${MANAGEMENT}:assumed-role/ManagementClusterDeployRole/${deployRole.sessionName}`,
    });
    const lifetime = identity.credentials.expiration.getTime() - Date.now();
    expect(lifetime).toBeGreaterThan(59 * 60_000);
    expect(lifetime).toBeLessThanOrEqual(60 * 60_000);
  });

  it('asks with the external id, in the region of the pipeline', async () => {
    await assumeDeployRole(deployRole, base);
    expect(aws.decisions().findLast(({ action }) => action === 'sts:AssumeRole')).toMatchObject({
      effect: 'allow',
      region: 'us-east-1',
      context: { 'sts:ExternalId': 'regional-pipeline-us-east-1' },
    });
  });

  it.each([
    [
      'a missing role',
      { arn: `arn:aws:iam::${STRANGER}:role/ManagementClusterDeployRole`, accountId: STRANGER },
    ],
    ['a refused external id', { externalId: 'regional-pipeline-eu-west-1' }],
  ])('tells %s with what to check', async (_, change) => {
    const role = { ...deployRole, ...change };
    await expect(assumeDeployRole(role, base)).rejects.toMatchObject({
      code: 'AssumeRoleDenied',
      retryable: false,
      message:
        `could not assume ${role.arn} with external id ${role.externalId} (AccessDenied). AWS answers the same ` +
        'whether the role is missing, one of the policies or the external id refuses, or the account is suspended ' +
        'or closed.',
      remedy: expect.stringMatching(
        `doctor command.*role exists in ${role.accountId}.*describe-account --account-id ${role.accountId}`,
      ) as string,
      context: { awsCode: 'AccessDenied', roleArn: role.arn },
    });
  });

  it('tells an identity of another account, with both accounts', async () => {
    await expect(assumeDeployRole({ ...deployRole, accountId: STRANGER }, base)).rejects.toMatchObject({
      code: 'CallerIdentityMismatch',
      message: expect.stringMatching(`for account ${STRANGER}, but .* of account ${MANAGEMENT}`) as string,
      context: { expectedAccountId: STRANGER, actualAccountId: MANAGEMENT },
    });
  });

  it.each([
    ['the build role itself', 'arn:aws:sts::222222222222:assumed-role/another-role/session'],
    ['a user', 'arn:aws:iam::222222222222:user/ManagementClusterDeployRole'],
  ])('tells an identity of the right account that is %s', async (_, arn) => {
    await withSts(
      (action) =>
        action === 'AssumeRole'
          ? `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId>
             <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
             <Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`
          : `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${arn}</Arn>
             <Account>${MANAGEMENT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      () =>
        expect(assumeDeployRole(deployRole, base)).rejects.toMatchObject({ code: 'CallerIdentityMismatch' }),
    );
  });

  it('tells an answer without credentials', async () => {
    await withSts(
      () => '<AssumeRoleResponse><AssumeRoleResult></AssumeRoleResult></AssumeRoleResponse>',
      () =>
        expect(assumeDeployRole(deployRole, base)).rejects.toMatchObject({
          code: 'AssumeRoleFailed',
          message: expect.stringContaining('fields missing') as string,
        }),
    );
  });

  it('tells throttling, which a retry helps', async () => {
    await withFault({ answer: 'throttle' }, () =>
      expect(assumeDeployRole(deployRole, base)).rejects.toMatchObject({
        code: 'AssumeRoleThrottled',
        retryable: true,
      }),
    );
  });

  it('outlives a throttled request', async () => {
    process.env['AWS_MAX_ATTEMPTS'] = '3';
    await withFault({ answer: 'throttle', times: 1 }, () =>
      expect(assumeDeployRole(deployRole, base)).resolves.toMatchObject({ accountId: MANAGEMENT }),
    );
  });

  it('tells a failure of STS, which a retry helps', async () => {
    await withFault({ answer: 'internal-error' }, () =>
      expect(assumeDeployRole(deployRole, base)).rejects.toMatchObject({
        code: 'AssumeRoleFailed',
        retryable: true,
      }),
    );
  });

  it("tells the build's own credentials that have ended", async () => {
    const { expiration: _, ...ended } = aws.issueCredentials(buildRoleArn, { lifetimeSeconds: -1 });
    await expect(assumeDeployRole(deployRole, () => Promise.resolve(ended))).rejects.toMatchObject({
      code: 'BaseCredentialsExpired',
    });
  });

  it("tells the build's own credentials that STS does not know", async () => {
    const unknown = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' };
    await expect(assumeDeployRole(deployRole, () => Promise.resolve(unknown))).rejects.toMatchObject({
      code: 'BaseCredentialsInvalid',
      retryable: false,
      remedy: expect.stringContaining("build's credentials") as string,
    });
  });
});

describe('assumeDeployRole, without an answer', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'assume-role-'));
    bundle('assume-alone.ts', path.join(directory, 'assume-alone.mjs'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const assumeAlone = async (environment: Record<string, string>) => {
    const env = { ...process.env, ...aws.containerEnvironment(buildRoleArn), ...environment };
    const { stdout } = await run(process.execPath, [path.join(directory, 'assume-alone.mjs')], { env });
    return JSON.parse(stdout) as unknown;
  };

  it('works where there is one', async () => {
    expect(await assumeAlone({})).toEqual({ accountId: MANAGEMENT });
  });

  it('tells an endpoint that nobody listens at', async () => {
    expect(await assumeAlone({ AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${await freePort()}` })).toEqual({
      code: 'AssumeRoleUnreachable',
      retryable: true,
      message: expect.stringContaining('gave no answer (connect ECONNREFUSED') as string,
    });
  });

  it('tells an answer that was lost on the way', async () => {
    await withFault({ answer: 'lose-answer' }, async () => {
      expect(await assumeAlone({})).toMatchObject({ code: 'AssumeRoleUnreachable', retryable: true });
    });
  });
});

describe('explainStsFailure', () => {
  it('takes a request that timed out for an unreachable endpoint', () => {
    const timeout = Object.assign(new TypeError('no answer in 8000 ms'), { name: 'TimeoutError' });
    expect(explainStsFailure('assume', deployRole, timeout)).toMatchObject({ code: 'AssumeRoleUnreachable' });
  });

  const stsError = (name: string, message = '') =>
    explainStsFailure('assume', deployRole, Object.assign(new TypeError(message), { name }));

  it.each([
    ['RegionDisabledException', 'StsRegionDisabled', false],
    ['ExpiredTokenException', 'BaseCredentialsExpired', false],
    ['RequestExpired', 'BaseCredentialsExpired', false],
    ['SignatureDoesNotMatch', 'BaseCredentialsInvalid', false],
    ['TooManyRequestsException', 'AssumeRoleThrottled', true],
    ['ValidationError', 'AssumeRoleFailed', false],
  ])('takes %s for %s', (name, code, retryable) => {
    expect(stsError(name)).toMatchObject({ code, retryable, context: { awsCode: name } });
  });

  it('lets the fleet slow down where STS throttles', () => {
    expect(stsError('Throttling').kind.throttling).toBe(true);
    expect(stsError('AccessDenied').kind.throttling).toBeUndefined();
  });

  it.each([
    [
      'User: a is not authorized to perform: sts:AssumeRole on resource: b with an explicit deny in a service control policy',
      'AWS says: an explicit deny in a service control policy.',
    ],
    [
      'User: a is not authorized to perform: sts:AssumeRole on resource: b because no identity-based policy allows the sts:AssumeRole action',
      'AWS says: no identity-based policy allows the sts:AssumeRole action.',
    ],
    ['User: a is not authorized to perform: sts:AssumeRole on resource: b', 'AWS answers the same whether'],
  ])('tells what AWS tells of the policy that refuses: %s', (said, message) => {
    expect(stsError('AccessDenied', said).message).toContain(message);
  });

  it('takes what it does not know for a failure, in its own words', () => {
    const error = explainStsFailure(
      'assume',
      deployRole,
      Object.assign(new TypeError('x is y'), { name: 'Odd' }),
    );
    expect(error).toMatchObject({ code: 'AssumeRoleFailed', retryable: false });
    expect(error.message).toContain('(Odd: x is y)');
  });
});

/** Runs `test` while STS has a fault. */
async function withFault(fault: Fault, test: () => Promise<unknown>): Promise<void> {
  const end = aws.injectFault({ service: 'sts', ...fault });
  try {
    await test();
  } finally {
    end();
  }
}

/** Runs `test` against an STS that answers each action with the XML that `answer` gives. */
async function withSts(answer: (action: string) => string, test: () => Promise<unknown>): Promise<void> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => response.end(answer(new URLSearchParams(body).get('Action') ?? '')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await test();
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
