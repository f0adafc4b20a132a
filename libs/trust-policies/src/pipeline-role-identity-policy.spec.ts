import { Region, regionalResources } from '@regional-pipeline/platform-model';
import { pipelineRoleIdentityPolicy } from './index.js';
import { REGIONAL } from './testing/accounts.js';
import { refusal } from './testing/refusal.js';
import { effectOf, sessionOf } from './testing/requests.js';

const resources = regionalResources(Region.parse('us-east-1'), REGIONAL);
const P = sessionOf('arn:aws:iam::111111111111:role/regional-pipeline-role');
const A = 'arn:aws:s3:::regional-pipeline-artifacts-111111111111-us-east-1';
const PROJECT = 'arn:aws:codebuild:us-east-1:111111111111:project/management-cluster-deploy';
const CONNECTION = 'arn:aws:codeconnections:us-east-1:111111111111:connection/0a1b2c3d';
const identity = pipelineRoleIdentityPolicy({ resources, connectionArn: CONNECTION });

function ask(action: string, resource: string, context: Record<string, string>, document = identity) {
  return effectOf(
    { action, resource, resourceAccountId: REGIONAL, principal: P, context },
    { identity: document },
  );
}
const here = { 'aws:RequestedRegion': 'us-east-1' };

describe('SM-25: the pipeline role', () => {
  it.each([
    ['s3:PutObject', `${A}/pipeline/source/x.zip`],
    ['s3:PutObjectAcl', `${A}/pipeline/source/x.zip`],
    ['s3:GetObject', `${A}/pipeline/source/x.zip`],
    ['s3:GetObjectVersion', `${A}/pipeline/source/x.zip`],
    ['s3:GetBucketVersioning', A],
    ['s3:GetBucketAcl', A],
    ['s3:GetBucketLocation', A],
    ['codebuild:StartBuild', PROJECT],
    ['codebuild:BatchGetBuilds', PROJECT],
    ['codeconnections:UseConnection', CONNECTION],
  ])('is allowed %s on %s', (action, resource) => expect(ask(action, resource, here)).toBe('allow'));

  it.each([
    ['s3:DeleteObject', `${A}/pipeline/source/x.zip`],
    ['s3:PutBucketPolicy', A],
    ['s3:PutBucketAcl', A],
    [
      's3:PutObjectAcl',
      'arn:aws:s3:::management-cluster-tf-state-111111111111-us-east-1/mc01/terraform.tfstate',
    ],
    ['s3:PutBucketVersioning', A],
    [
      's3:GetObject',
      'arn:aws:s3:::management-cluster-tf-state-111111111111-us-east-1/mc01/terraform.tfstate',
    ],
    ['codebuild:UpdateProject', PROJECT],
    ['codebuild:StartBuild', `${PROJECT}-2`],
    ['codeconnections:UseConnection', 'arn:aws:codeconnections:us-east-1:111111111111:connection/ffffffff'],
    ['codeconnections:PassConnection', CONNECTION],
    [
      'codepipeline:UpdatePipeline',
      'arn:aws:codepipeline:us-east-1:111111111111:management-cluster-pipeline',
    ],
    ['iam:PassRole', 'arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role'],
    ['sts:AssumeRole', 'arn:aws:iam::222222222222:role/ManagementClusterDeployRole'],
    ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:us-east-1:111111111111:secret:x'],
  ])('is not allowed %s on %s', (action, resource) =>
    expect(ask(action, resource, here)).toBe('implicit-deny'),
  );
});

describe('SM-07: the pipeline role', () => {
  it.each<[string, Record<string, string>]>([
    ['in another region', { 'aws:RequestedRegion': 'us-east-2' }],
    ['without a region', {}],
  ])('writes no artifact %s', (_, context) => {
    for (const action of ['s3:PutObject', 's3:PutObjectAcl']) {
      expect(ask(action, `${A}/pipeline/source/x.zip`, context)).toBe('implicit-deny');
    }
  });

  it('starts no build in another region', () => {
    const elsewhere = PROJECT.replace('us-east-1', 'us-east-2');
    expect(ask('codebuild:StartBuild', elsewhere, { 'aws:RequestedRegion': 'us-east-2' })).toBe(
      'implicit-deny',
    );
  });
});

describe('the connection', () => {
  it('keeps the name of the service that it was made under', () => {
    const connectionArn = CONNECTION.replace('codeconnections', 'codestar-connections');
    const document = pipelineRoleIdentityPolicy({
      resources,
      connectionArn,
      connectionService: 'codestar-connections',
    });
    expect(ask('codestar-connections:UseConnection', connectionArn, here, document)).toBe('allow');
    expect(ask('codeconnections:UseConnection', connectionArn, here, document)).toBe('implicit-deny');
  });

  it('may be a CDK token', () => {
    const document = pipelineRoleIdentityPolicy({ resources, connectionArn: '${Token[Connection.Arn.12]}' });
    expect(document.Statement.at(-1)?.Resource).toBe('${Token[Connection.Arn.12]}');
  });

  it('is one connection', () => {
    const connectionArn = 'arn:aws:codeconnections:us-east-1:111111111111:connection/*';
    const error = refusal(() => pipelineRoleIdentityPolicy({ resources, connectionArn }));
    expect(error).toMatchObject({ code: 'NameIsPattern', context: { name: connectionArn } });
  });
});
