import { Region, regionalResources } from '@regional-pipeline/platform-model';
import { buildRoleIdentityPolicy } from './index.js';
import { REGIONAL } from './testing/accounts.js';
import { refusal } from './testing/refusal.js';
import { effectOf, grantToEveryone, sessionOf } from './testing/requests.js';

const resources = regionalResources(Region.parse('us-east-1'), REGIONAL);
const identity = buildRoleIdentityPolicy({ resources, centralStateBucket: 'central-state' });

const C = sessionOf('arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role');
const S = 'arn:aws:s3:::management-cluster-tf-state-111111111111-us-east-1';
const A = 'arn:aws:s3:::regional-pipeline-artifacts-111111111111-us-east-1';
const K = 'arn:aws:s3:::central-state';
const LOGS = 'arn:aws:logs:us-east-1:111111111111:log-group:/aws/codebuild/management-cluster-deploy';
const PROJECT = 'arn:aws:codebuild:us-east-1:111111111111:project/management-cluster-deploy';
const here = { 'aws:RequestedRegion': 'us-east-1' };

/** A request by the build role in its own account, or, with `grantToEveryone`, to one that opens its whole bucket. */
function ask(
  action: string,
  resource: string,
  context: Record<string, string> = here,
  owner = '111111111111',
) {
  return effectOf(
    { action, resource, resourceAccountId: owner, principal: C, context },
    owner === '111111111111' ? { identity } : { identity, resource: grantToEveryone },
  );
}
const askCentral = (action: string, resource: string, context: Record<string, string> = here) =>
  ask(action, resource, context, '000000000000');

describe('SM-25: the build role is allowed what a build needs', () => {
  it.each([
    ['logs:CreateLogStream', `${LOGS}:log-stream:0a1b`],
    ['logs:PutLogEvents', `${LOGS}:log-stream:0a1b`],
    ['codebuild:BatchGetBuilds', PROJECT],
    ['s3:GetObject', `${A}/pipeline/source/x.zip`],
    ['s3:GetObjectVersion', `${A}/pipeline/source/x.zip`],
    ['s3:GetBucketAcl', A],
    ['s3:GetBucketLocation', A],
    ['s3:ListBucket', S],
    ['s3:ListBucketVersions', S],
    ['s3:GetObject', `${S}/mc01/terraform.tfstate`],
    ['s3:GetObjectVersion', `${S}/mc01/terraform.tfstate`],
    ['s3:PutObject', `${S}/mc01/terraform.tfstate`],
    ['s3:PutObject', `${S}/mc01/terraform.tfstate.tflock`],
    ['s3:DeleteObject', `${S}/mc01/terraform.tfstate.tflock`],
    ['s3:PutObject', `${S}/pipeline-runs/20260131t235959-0a1b/journal.json`],
  ])('%s on %s', (action, resource) => expect(ask(action, resource)).toBe('allow'));

  it.each([
    ['s3:GetObject', `${K}/management-deploy/terraform.tfstate`],
    ['s3:GetObjectVersion', `${K}/management-deploy/terraform.tfstate`],
  ])('%s on %s', (action, resource) => expect(askCentral(action, resource)).toBe('allow'));
});

describe('SM-25: the build role is allowed nothing else', () => {
  it.each([
    ['codebuild:BatchGetBuilds', `${PROJECT}-other`],
    ['codebuild:StartBuild', PROJECT],
    ['codebuild:StopBuild', PROJECT],
    ['logs:CreateLogGroup', LOGS],
    ['logs:DeleteLogStream', `${LOGS}:log-stream:0a1b`],
    ['logs:PutLogEvents', `${LOGS}-other:log-stream:0a1b`],
    ['s3:PutObject', `${A}/pipeline/source/x.zip`],
    ['s3:DeleteObject', `${A}/pipeline/source/x.zip`],
    ['s3:DeleteObject', `${S}/mc01/terraform.tfstate`],
    ['s3:DeleteObject', `${S}/mc01/terraform.tflock/x`],
    ['s3:DeleteObjectVersion', `${S}/mc01/terraform.tfstate.tflock`],
    ['s3:PutObjectAcl', `${S}/mc01/terraform.tfstate`],
    ['s3:PutBucketPolicy', S],
    ['s3:PutBucketVersioning', S],
    ['s3:PutEncryptionConfiguration', S],
    ['s3:PutBucketPublicAccessBlock', S],
    [
      's3:GetObject',
      'arn:aws:s3:::management-cluster-tf-state-111111111111-us-east-2/mc01/terraform.tfstate',
    ],
    ['codebuild:UpdateProject', 'arn:aws:codebuild:us-east-1:111111111111:project/management-cluster-deploy'],
    [
      'codepipeline:UpdatePipeline',
      'arn:aws:codepipeline:us-east-1:111111111111:management-cluster-pipeline',
    ],
    ['iam:PutRolePolicy', 'arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role'],
    ['iam:PassRole', 'arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role'],
    ['kms:Decrypt', 'arn:aws:kms:us-east-1:111111111111:key/0a1b'],
    ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:us-east-1:111111111111:secret:x'],
    ['ssm:GetParameter', 'arn:aws:ssm:us-east-1:111111111111:parameter/x'],
    ['eks:CreateCluster', '*'],
  ])('not %s on %s', (action, resource) => expect(ask(action, resource)).toBe('implicit-deny'));
});

describe('SM-07: the build role writes in its own region only', () => {
  const writes = [
    ['s3:PutObject', `${S}/mc01/terraform.tfstate`],
    ['s3:DeleteObject', `${S}/mc01/terraform.tfstate.tflock`],
  ] as const;

  it.each(writes)('%s through another region’s endpoint is denied', (action, resource) => {
    expect(ask(action, resource, { 'aws:RequestedRegion': 'us-east-2' })).toBe('implicit-deny');
  });
  it.each(writes)('%s without a region is denied', (action, resource) => {
    expect(ask(action, resource, {})).toBe('implicit-deny');
  });
  it('the log is named with its region', () => {
    const elsewhere = `${LOGS.replace('us-east-1', 'us-east-2')}:log-stream:0a1b`;
    expect(ask('logs:PutLogEvents', elsewhere, { 'aws:RequestedRegion': 'us-east-2' })).toBe('implicit-deny');
  });
});

describe('SM-18: the build role reads Central’s management-deploy/ alone', () => {
  it.each(['s3:ListBucket', 's3:ListBucketVersions'])('%s with a prefix under it', (action) => {
    expect(askCentral(action, K, { 's3:prefix': 'management-deploy/' })).toBe('allow');
    expect(askCentral(action, K, { 's3:prefix': 'management-deploy/terraform.tfstate' })).toBe('allow');
    for (const context of [
      {},
      { 's3:prefix': '' },
      { 's3:prefix': 'management-deploy' },
      { 's3:prefix': 'other/management-deploy/' },
    ]) {
      expect(askCentral(action, K, context)).toBe('implicit-deny');
    }
  });

  it.each([
    ['s3:GetObject', `${K}/terraform.tfstate`],
    ['s3:GetObject', `${K}/management-deploy`],
    ['s3:GetObjectVersion', `${K}/other/management-deploy/terraform.tfstate`],
    ['s3:GetObject', 'arn:aws:s3:::central-state-2/management-deploy/terraform.tfstate'],
    ['s3:PutObject', `${K}/management-deploy/terraform.tfstate`],
    ['s3:DeleteObject', `${K}/management-deploy/terraform.tfstate.tflock`],
    ['s3:GetBucketPolicy', K],
  ])('not %s on %s', (action, resource) => expect(askCentral(action, resource)).toBe('implicit-deny'));

  it('from whichever region the bucket is in', () => {
    const resource = `${K}/management-deploy/terraform.tfstate`;
    expect(askCentral('s3:GetObject', resource, { 'aws:RequestedRegion': 'eu-west-1' })).toBe('allow');
  });
});

describe('a central bucket that is a pattern', () => {
  it.each(['*', 'central-*', 'central-stat?'])('is refused: %s', (centralStateBucket) => {
    const error = refusal(() => buildRoleIdentityPolicy({ resources, centralStateBucket }));
    expect(error.code).toBe('NameIsPattern');
    expect(error.message).toBe(
      `the central state bucket is given as "${centralStateBucket}", which is a pattern.`,
    );
  });
});
