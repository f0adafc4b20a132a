import type { LocalAws } from '@regional-pipeline/local-aws';
import { buildIdentity } from './build-identity.js';
import { probeExternalId } from './probe-external-id.js';
import { deployRole } from './testing/deploy-role.js';
import { buildRoleArn, startTestAws } from './testing/test-aws.js';

let aws: LocalAws;
const base = () => Promise.resolve(aws.issueCredentials(buildRoleArn));

afterEach(() => aws.close());

async function start(trustCondition?: Record<string, unknown>) {
  aws = await startTestAws({}, trustCondition);
  process.env['AWS_ENDPOINT_URL'] = aws.endpoint;
  process.env['AWS_MAX_ATTEMPTS'] = '1';
}

describe('a deploy role that is tried without its external id', () => {
  it('refuses without one and with another', async () => {
    await start();
    expect(await probeExternalId(deployRole, base)).toEqual({ withoutRefused: true, wrongRefused: true });
    const asked = aws.decisions().filter(({ action }) => action === 'sts:AssumeRole');
    expect(asked.map(({ effect, context }) => [effect, context?.['sts:ExternalId']])).toEqual([
      ['implicit-deny', undefined],
      ['implicit-deny', `${deployRole.externalId}-not`],
    ]);
  });

  it('is found out where it asks for none', async () => {
    await start({});
    expect(await probeExternalId(deployRole, base)).toEqual({ withoutRefused: false, wrongRefused: false });
  });

  it('is not said to refuse when STS gave no answer', async () => {
    await start();
    aws.injectFault({ service: 'sts', answer: 'internal-error' });
    await expect(probeExternalId(deployRole, base)).rejects.toMatchObject({ code: 'AssumeRoleFailed' });
  });
});

describe('who the build is', () => {
  it('is said by STS, with the end of its credentials', async () => {
    await start();
    expect(await buildIdentity(deployRole.region, base)).toMatchObject({
      accountId: '111111111111',
      arn: expect.stringContaining(':assumed-role/regional-pipeline-codebuild-role/') as string,
      expiration: expect.any(Date) as Date,
    });
  });

  it('is an error where STS does not say it', async () => {
    await start();
    aws.injectFault({ service: 'sts', answer: 'service-unavailable' });
    await expect(buildIdentity(deployRole.region, base)).rejects.toMatchObject({
      code: 'BuildIdentityUnknown',
    });
  });
});
