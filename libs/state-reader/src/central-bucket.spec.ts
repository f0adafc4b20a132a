import { startLocalAws, type LocalAws } from '@regional-pipeline/local-aws';
import { AccountId, Region, regionalResources } from '@regional-pipeline/platform-model';
import {
  buildRoleIdentityPolicy,
  buildRoleTrustPolicy,
  centralBucketStatements,
} from '@regional-pipeline/trust-policies';
import { readMintedAccounts } from './index.js';
import { centralState, mintAccounts } from './testing/central-state.js';
import { errorOf } from './testing/read.js';

const CENTRAL = AccountId.parse('000000000000');
const REGIONAL = AccountId.parse('111111111111');
const region = Region.parse('us-east-1');
const resources = regionalResources(region, REGIONAL);
const statementsFor = (centralStateBucket: string) =>
  centralBucketStatements({ resources, centralStateBucket });

/** The regional account with its build role, which is meant to read `central-state` in another region. */
const template = {
  Resources: {
    BuildRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'regional-pipeline-codebuild-role',
        AssumeRolePolicyDocument: buildRoleTrustPolicy(resources),
        Policies: [
          {
            PolicyName: 'build',
            PolicyDocument: buildRoleIdentityPolicy({ resources, centralStateBucket: 'central-state' }),
          },
        ],
      },
    },
  },
};

describe('the central bucket, in another region and under its real policies', () => {
  let aws: LocalAws;
  const read = (bucket: string) =>
    readMintedAccounts({
      bucket,
      region,
      client: {
        endpoint: aws.endpoint,
        credentials: aws.issueCredentials(resources.buildRoleArn),
        maxAttempts: 1,
      },
    });

  beforeAll(async () => {
    const inIreland = { accountId: CENTRAL, region: Region.parse('eu-west-1'), versioned: true };
    const policy = { Version: '2012-10-17' as const, Statement: statementsFor('central-state') };
    aws = await startLocalAws({
      world: {
        templates: [{ template, accountId: REGIONAL, region }],
        buckets: [
          { ...inIreland, name: 'central-state', policy },
          { ...inIreland, name: 'other-state' },
        ],
      },
    });
  });
  afterAll(() => aws.close());

  it('gives a missing state the same answer as a refused one', async () => {
    for (const bucket of ['central-state', 'other-state']) {
      const error = await errorOf(read(bucket));
      expect(error.code).toBe('CentralStateAccessDenied');
      expect(error.message).toContain('it is missing, or not allowed');
      expect(error.remedy).toContain('ReadCentralStateuseast1');
    }
  });

  it('gives the state to the build role, by reads alone', async () => {
    const { versionId } = aws.putObject(
      'central-state',
      'management-deploy/terraform.tfstate',
      centralState(mintAccounts(10)),
    );
    const before = aws.decisions().length;
    const { accounts, provenance } = await read('central-state');
    expect(accounts).toHaveLength(10);
    expect(provenance).toMatchObject({ bucketRegion: 'eu-west-1', versionId, serial: 42 });
    const asked = aws
      .decisions()
      .slice(before)
      .map((decision) => [decision.region, decision.action, decision.effect]);
    expect(asked).toEqual([
      ['us-east-1', undefined, 'undecided'],
      ['eu-west-1', 's3:GetObject', 'allow'],
    ]);
  });

  it('is told from a bucket that does not exist', async () => {
    expect((await errorOf(read('no-such-bucket'))).code).toBe('CentralBucketMissing');
  });

  it('is not read with credentials that have ended', async () => {
    const client = {
      endpoint: aws.endpoint,
      credentials: aws.issueCredentials(resources.buildRoleArn, { lifetimeSeconds: -1 }),
      maxAttempts: 1,
    };
    const error = await errorOf(readMintedAccounts({ bucket: 'central-state', region, client }));
    expect(error.code).toBe('CentralCredentialsExpired');
  });
});
