import { AccountId, Region } from '@regional-pipeline/platform-model';
import { decide, readTemplatePolicies } from '../index.js';

const template = {
  Resources: {
    State: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'state' } },
    BuildRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'build',
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
        Policies: [
          {
            PolicyName: 'inline',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Sid: 'WriteState',
                  Effect: 'Allow',
                  Action: 's3:PutObject',
                  Resource: { 'Fn::Sub': '${State.Arn}/*' },
                  Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
                },
              ],
            },
          },
        ],
      },
    },
  },
};

const accountId = AccountId.parse('111111111111');
const region = Region.parse('us-east-1');
const { roles, buckets } = readTemplatePolicies({ template, accountId, region });
const [role] = roles;
const [bucket] = buckets;

export const put = (requestedRegion: string) =>
  decide(
    {
      action: 's3:PutObject',
      resource: `${bucket?.arn ?? ''}/one/terraform.tfstate`,
      resourceAccountId: accountId,
      principal: {
        kind: 'role-session',
        accountId,
        roleArn: role?.arn ?? '',
        sessionArn: 'arn:aws:sts::111111111111:assumed-role/build/run',
      },
      context: { 'aws:RequestedRegion': requestedRegion },
    },
    { identity: role?.identityPolicies ?? [] },
  );
