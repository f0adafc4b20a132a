import { startLocalAws, type LocalAws } from '@regional-pipeline/local-aws';
import { AccountId, Region } from '@regional-pipeline/platform-model';
import { run } from '../command-line.js';
import { Recording } from '../testing/recording.js';

const REGIONAL = AccountId.parse('111111111111');
const region = Region.parse('us-east-1');
const operator = `arn:aws:iam::${REGIONAL}:role/operator`;
const connectionArn = `arn:aws:codeconnections:us-east-1:${REGIONAL}:connection/0a1b`;
const connectionUrl =
  'https://us-east-1.console.aws.amazon.com/codesuite/settings/connections?region=us-east-1';

/** An operator who may look at this pipeline and at its connection, and at nothing else. */
const template = {
  Resources: {
    Operator: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'operator',
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { AWS: REGIONAL }, Action: 'sts:AssumeRole' }],
        },
        Policies: [
          {
            PolicyName: 'looks',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Action: 'cloudformation:DescribeStacks',
                  Resource: `arn:aws:cloudformation:us-east-1:${REGIONAL}:stack/regional-pipeline-us-east-1/*`,
                },
                { Effect: 'Allow', Action: 'codeconnections:GetConnection', Resource: connectionArn },
              ],
            },
          },
        ],
      },
    },
  },
};

let aws: LocalAws;
const before = { ...process.env };
beforeEach(async () => {
  aws = await startLocalAws({ world: { templates: [{ template, accountId: REGIONAL, region }] } });
  // The SDK's clients read their endpoint and credentials from the process itself.
  Object.assign(process.env, aws.containerEnvironment(operator));
  aws.putStack({
    name: 'regional-pipeline-us-east-1',
    accountId: REGIONAL,
    region,
    outputs: {
      PipelineUrl: 'https://us-east-1.console.aws.amazon.com/codesuite',
      ManagementStateBucket: 'management-cluster-tf-state-111111111111-us-east-1',
      CodestarConnectionArn: connectionArn,
      CodestarConnectionStatus: 'PENDING',
      CodestarConnectionUrl: connectionUrl,
      CodebuildRoleArn: `arn:aws:iam::${REGIONAL}:role/regional-pipeline-codebuild-role`,
      ManagementDeployRoleName: 'ManagementClusterDeployRole',
    },
  });
});
afterEach(async () => {
  await aws.close();
  for (const name of Object.keys(process.env)) {
    if (!(name in before)) Reflect.deleteProperty(process.env, name);
  }
});

const call = async (args: readonly string[], env: Record<string, string> = { AWS_REGION: region }) => {
  const [stdout, stderr] = [new Recording(), new Recording()];
  const exitCode = await run(args, { argv: [], env, stdout, stderr });
  return { exitCode, out: stdout.text, error: stderr.text };
};
const putConnection = (status: 'PENDING' | 'AVAILABLE' | 'ERROR') =>
  aws.putConnection({
    arn: connectionArn,
    name: 'regional-pipeline-github',
    ownerAccountId: REGIONAL,
    status,
  });

describe('outputs', () => {
  it("prints them by the contract's names, one a line", async () => {
    const { exitCode, out } = await call(['outputs']);
    expect(out.split('\n')).toEqual([
      'pipeline_url=https://us-east-1.console.aws.amazon.com/codesuite',
      'management_state_bucket=management-cluster-tf-state-111111111111-us-east-1',
      `codestar_connection_arn=${connectionArn}`,
      'codestar_connection_status=PENDING',
      'codebuild_role_arn=arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role',
      'management_deploy_role_name=ManagementClusterDeployRole',
      `codestar_connection_url=${connectionUrl}`,
      '',
    ]);
    expect(exitCode).toBe(0);
  });

  it('prints them for programs', async () => {
    const { out } = await call(['outputs', '--output', 'json']);
    expect(JSON.parse(out)).toMatchObject({
      type: 'outputs',
      region: 'us-east-1',
      outputs: { management_deploy_role_name: 'ManagementClusterDeployRole' },
    });
  });

  it('says which stack is not there', async () => {
    const { exitCode, out, error } = await call(['outputs'], { AWS_REGION: 'eu-west-1' });
    expect({ exitCode, out }).toEqual({ exitCode: 3, out: '' });
    expect(error).toContain('PipelineAccessDenied');
    expect(error).toContain('the stack regional-pipeline-eu-west-1 in eu-west-1');
  });

  it.each([
    [{}, 'AWS_REGION is not set.'],
    [{ AWS_REGION: 'mars-1' }, 'AWS_REGION is "mars-1", which is not a region.'],
  ])('takes no region for granted: %j', async (env, message) => {
    const { exitCode, error } = await call(['outputs'], env);
    expect(exitCode).toBe(2);
    expect(error).toContain(message);
  });
});

describe('connection', () => {
  it('shows a pending one, and where to complete it', async () => {
    putConnection('PENDING');
    const { exitCode, out } = await call(['connection']);
    expect(out.split('\n')).toEqual([
      `connection  regional-pipeline-github (${connectionArn})`,
      'status      PENDING',
      `Complete it in the console, once: ${connectionUrl}`,
      '',
    ]);
    expect(exitCode).toBe(3);
  });

  it('asks the connection itself: what the stack once saw is over', async () => {
    putConnection('AVAILABLE');
    const { exitCode, out } = await call(['connection', '--output=json']);
    expect(JSON.parse(out)).toEqual({
      type: 'connection',
      region: 'us-east-1',
      arn: connectionArn,
      name: 'regional-pipeline-github',
      status: 'AVAILABLE',
      url: connectionUrl,
    });
    expect(exitCode).toBe(0);
  });

  it('says of a broken one that the pipeline cannot use it', async () => {
    putConnection('ERROR');
    const { exitCode, out } = await call(['connection']);
    expect(exitCode).toBe(3);
    expect(out).toContain(`The pipeline cannot take its source. See what is wrong with it: ${connectionUrl}`);
  });

  it('says that there is none any more', async () => {
    const { exitCode, error } = await call(['connection']);
    expect(exitCode).toBe(3);
    expect(error).toContain('ConnectionMissing');
  });
});
