import type { LocalAws } from '@regional-pipeline/local-aws';
import type { RunHolder } from '@regional-pipeline/platform-model';
import { holderState, thisHolder } from './index.js';
import { REGIONAL, region, resources, startBuildAccount } from './testing/build-account.js';

const BUILD = 'management-cluster-deploy:0a1b';
let aws: LocalAws;
let holder: RunHolder;
beforeAll(async () => {
  aws = await startBuildAccount();
  holder = { ...(await thisHolder({ CODEBUILD_BUILD_ID: BUILD })), bootId: 'of the container of the build' };
});
afterAll(() => aws.close());

const stateOf = (buildId: string, lifetimeSeconds = 900) =>
  holderState(
    { ...holder, buildId },
    {
      region,
      environment: {},
      client: {
        endpoint: aws.endpoint,
        credentials: aws.issueCredentials(resources.buildRoleArn, { lifetimeSeconds }),
        maxAttempts: 1,
      },
    },
  );

it.each(['SUCCEEDED', 'FAILED', 'FAULT', 'STOPPED', 'TIMED_OUT'] as const)(
  'a build that is complete is over: %s',
  async (status) => {
    aws.putBuild({ id: BUILD, accountId: REGIONAL, region, status });
    expect(await stateOf(BUILD)).toEqual({ status: 'over', evidence: `build ${BUILD} ${status}` });
  },
);

it('a build in progress runs, and so does one that is being stopped', async () => {
  aws.putBuild({ id: BUILD, accountId: REGIONAL, region, status: 'IN_PROGRESS' });
  expect(await stateOf(BUILD)).toEqual({ status: 'running', evidence: `build ${BUILD} IN_PROGRESS` });
  aws.putBuild({ id: BUILD, accountId: REGIONAL, region, status: 'STOPPED', complete: false });
  expect(await stateOf(BUILD)).toEqual({
    status: 'running',
    evidence: `build ${BUILD} STOPPED, not yet complete`,
  });
});

describe('what CodeBuild does not say is not known', () => {
  it('for a build that it does not know', async () => {
    const state = await stateOf('management-cluster-deploy:forgotten');
    expect(state.status).toBe('unknown');
    expect(state.evidence).toContain('CodeBuild in us-east-1 does not know it any more');
  });

  it('for a build of another project, which the build role may not read', async () => {
    aws.putBuild({ id: 'other:1', accountId: REGIONAL, region, status: 'SUCCEEDED' });
    const state = await stateOf('other:1');
    expect(state.status).toBe('unknown');
    expect(state.evidence).toContain('AccessDeniedException');
  });

  it('with credentials that have ended', async () => {
    const state = await stateOf(BUILD, -1);
    expect(state.status).toBe('unknown');
    expect(state.evidence).toContain('ExpiredTokenException');
  });

  it.each(['throttle', 'internal-error', 'lose-answer'] as const)('by a fault: %s', async (answer) => {
    aws.putBuild({ id: BUILD, accountId: REGIONAL, region, status: 'SUCCEEDED' });
    const end = aws.injectFault({ service: 'codebuild', answer });
    const state = await stateOf(BUILD);
    end();
    expect(state.status).toBe('unknown');
    expect(state.evidence).toContain(`build ${BUILD}: CodeBuild in us-east-1 did not say`);
  });
});
