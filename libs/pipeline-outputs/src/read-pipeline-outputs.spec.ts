import type { LocalAws } from '@regional-pipeline/local-aws';
import { AccountId, Region, type PlatformError } from '@regional-pipeline/platform-model';
import { readPipelineOutputs } from './index.js';
import { accessAs, pipelineStack, region, startRegionalAccount } from './testing/operator-account.js';

let aws: LocalAws;
beforeEach(async () => {
  aws = await startRegionalAccount();
});
afterEach(() => aws.close());

const failure = async (...args: Parameters<typeof readPipelineOutputs>): Promise<PlatformError> =>
  readPipelineOutputs(...args).then(
    () => {
      throw new TypeError('the outputs were read');
    },
    (error: unknown) => error as PlatformError,
  );

it("reads the outputs by the contract's names, in its order, and the others behind them", async () => {
  aws.putStack(pipelineStack());
  const outputs = await readPipelineOutputs(region, accessAs(aws, 'operator'));
  expect(Object.entries(outputs)).toEqual([
    ['pipeline_url', 'https://us-east-1.console.aws.amazon.com/codesuite'],
    ['management_state_bucket', 'management-cluster-tf-state-111111111111-us-east-1'],
    [
      'codestar_connection_arn',
      'arn:aws:codeconnections:us-east-1:111111111111:connection/01234567-89ab-cdef-0123-456789abcdef',
    ],
    ['codestar_connection_status', 'PENDING'],
    ['codebuild_role_arn', 'arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role'],
    ['management_deploy_role_name', 'ManagementClusterDeployRole'],
    ['dashboard_url', 'https://us-east-1.console.aws.amazon.com/cloudwatch'],
  ]);
  expect(aws.decisions()).toMatchObject([
    { action: 'cloudformation:DescribeStacks', effect: 'allow', httpStatus: 200 },
  ]);
});

it.each([
  ['of another account', { accountId: AccountId.parse('222222222222') }],
  ['of another region', { region: Region.parse('eu-west-1') }],
  ['of another name', { name: 'regional-pipeline-eu-west-1' }],
])('does not take a stack %s for it', async (_which, rest) => {
  aws.putStack(pipelineStack(rest));
  const error = await failure(region, accessAs(aws, 'operator'));
  expect(error.code).toBe('PipelineStackMissing');
  expect(error.message).toBe(
    'there is no stack regional-pipeline-us-east-1 in us-east-1 in the account of these credentials.',
  );
});

it('says what a stack that is not deployed to its end lacks', async () => {
  aws.putStack(pipelineStack({ status: 'ROLLBACK_COMPLETE', outputs: { PipelineUrl: 'https://…' } }));
  const error = await failure(region, accessAs(aws, 'operator'));
  expect(error.code).toBe('PipelineStackIncomplete');
  expect(error.message).toMatch(/^the stack regional-pipeline-us-east-1 in us-east-1 is ROLLBACK_COMPLETE/);
  expect(error.context['missing']).toEqual([
    'management_state_bucket',
    'codestar_connection_arn',
    'codestar_connection_status',
    'codebuild_role_arn',
    'management_deploy_role_name',
  ]);
});

describe('tells apart why AWS does not say', () => {
  it('a role that may not', async () => {
    aws.putStack(pipelineStack());
    const error = await failure(region, accessAs(aws, 'stranger'));
    expect(error.code).toBe('PipelineAccessDenied');
    expect(error.message).toContain('role/stranger');
  });

  it('credentials that have ended', async () => {
    const error = await failure(region, accessAs(aws, 'operator', -1));
    expect(error.code).toBe('PipelineCredentialsRefused');
  });

  it.each([
    ['throttle', 'PipelineUnreachable', true],
    ['internal-error', 'PipelineUnreachable', true],
    ['lose-answer', 'PipelineUnreachable', true],
    ['conflict', 'PipelineReadFailed', false],
  ] as const)('a fault: %s', async (answer, code, retryable) => {
    aws.putStack(pipelineStack());
    aws.injectFault({ service: 'cloudformation', answer });
    expect(await failure(region, accessAs(aws, 'operator'))).toMatchObject({ code, retryable });
  });
});
