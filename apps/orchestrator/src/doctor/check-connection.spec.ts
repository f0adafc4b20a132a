import { startLocalAws, type LocalAws } from '@regional-pipeline/local-aws';
import { AccountId, Region } from '@regional-pipeline/platform-model';
import { checkConnection } from './check-connection.js';

const REGIONAL = AccountId.parse('111111111111');
const region = Region.parse('us-east-1');
const arn = `arn:aws:codeconnections:us-east-1:${REGIONAL}:connection/0a1b`;

/** An operator who may look at the pipeline's stack and connection, and a build that may not. */
const role = (RoleName: string, actions: readonly string[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: REGIONAL }, Action: 'sts:AssumeRole' }],
    },
    Policies: actions.map((Action) => ({
      PolicyName: Action.replace(':', '-'),
      PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] },
    })),
  },
});
const template = {
  Resources: {
    Operator: role('operator', ['cloudformation:DescribeStacks', 'codeconnections:GetConnection']),
    Build: role('build', []),
  },
};

let aws: LocalAws;
const before = { ...process.env };
beforeAll(async () => {
  aws = await startLocalAws({ world: { templates: [{ template, accountId: REGIONAL, region }] } });
  aws.putStack({
    name: 'regional-pipeline-us-east-1',
    accountId: REGIONAL,
    region,
    outputs: {
      PipelineUrl: 'https://us-east-1.console.aws.amazon.com/codesuite',
      ManagementStateBucket: 'management-cluster-tf-state-111111111111-us-east-1',
      CodestarConnectionArn: arn,
      CodestarConnectionStatus: 'PENDING',
      CodestarConnectionUrl: 'https://console.example.com/connections',
      CodebuildRoleArn: `arn:aws:iam::${REGIONAL}:role/regional-pipeline-codebuild-role`,
      ManagementDeployRoleName: 'ManagementClusterDeployRole',
    },
  });
});
afterEach(() => {
  for (const name of Object.keys(process.env)) {
    if (!(name in before)) Reflect.deleteProperty(process.env, name);
  }
});
afterAll(() => aws.close());

/** The SDK's clients read their endpoint and credentials from the process itself. */
const checkAs = (name: 'operator' | 'build') => {
  Object.assign(process.env, aws.containerEnvironment(`arn:aws:iam::${REGIONAL}:role/${name}`));
  return checkConnection(region);
};

it.each(['PENDING', 'ERROR', 'AVAILABLE'] as const)('is told to an operator: %s', async (status) => {
  aws.putConnection({ arn, name: 'regional-pipeline-github', ownerAccountId: REGIONAL, status });
  const finding = await checkAs('operator');
  if (status === 'AVAILABLE') {
    expect(finding).toMatchObject({ status: 'ok', detail: 'regional-pipeline-github is AVAILABLE' });
  } else {
    expect(finding).toMatchObject({
      status: 'failed',
      detail: `regional-pipeline-github (${arn}) is ${status}`,
      remedy: expect.stringContaining('https://console.example.com/connections') as string,
    });
  }
});

it('is not looked at by a build, which may not, and says so', async () => {
  expect(await checkAs('build')).toEqual({
    subject: 'connection',
    status: 'skipped',
    detail:
      "orchestrator connection shows it, with an operator's credentials of the regional account (PipelineAccessDenied)",
    remedy: null,
  });
});
