import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLocalAws, type LocalAws } from '@regional-pipeline/local-aws';
import { AccountId, Region } from '@regional-pipeline/platform-model';
import { readCallerAccount } from './caller-account.js';

const CENTRAL = AccountId.parse('000000000000');
const region = Region.parse('us-east-1');
const role = `arn:aws:iam::${CENTRAL}:role/operator`;
const template = {
  Resources: {
    Operator: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'operator',
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
      },
    },
  },
};

describe('readCallerAccount', () => {
  const before = { ...process.env };
  let directory: string;
  let aws: LocalAws;
  beforeAll(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'caller-account-'));
    aws = await startLocalAws({
      world: { templates: [{ template, accountId: CENTRAL, region }] },
      decisionLog: path.join(directory, 'decisions.jsonl'),
    });
  });
  beforeEach(() => {
    for (const name of Object.keys(process.env))
      if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: path.join(directory, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(directory, 'credentials'),
      AWS_MAX_ATTEMPTS: '1',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    });
  });
  afterAll(async () => {
    for (const name of Object.keys(process.env))
      if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
    await aws.close();
    rmSync(directory, { recursive: true });
  });

  it('says whose the credentials of the environment are, leading zeros and all', async () => {
    Object.assign(process.env, aws.containerEnvironment(role));
    expect(await readCallerAccount(region)).toBe(CENTRAL);
  });

  it('says that there are none', async () => {
    await expect(readCallerAccount(region)).rejects.toMatchObject({
      code: 'CredentialsNotUsable',
      message: expect.stringMatching(/STS in us-east-1 did not say \(.*credentials.*\)/i) as string,
    });
  });

  it('says that STS does not accept them', async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'ASIAUNKNOWN', AWS_SECRET_ACCESS_KEY: 'x' });
    await expect(readCallerAccount(region)).rejects.toMatchObject({ code: 'CredentialsNotUsable' });
  });
});
