import { Region, regionalResources } from '@regional-pipeline/platform-model';
import {
  artifactsBucketPolicy,
  buildRoleIdentityPolicy,
  fanOutRoleIdentityPolicy,
  fanOutRoleTrustPolicy,
  pipelineRoleIdentityPolicy,
  stateBucketPolicy,
} from './index.js';
import { REGIONAL } from './testing/accounts.js';
import { allowEverything, effectOf, sessionOf } from './testing/requests.js';

const resources = regionalResources(Region.parse('us-east-1'), REGIONAL);
const identity = fanOutRoleIdentityPolicy(resources);
const F = sessionOf('arn:aws:iam::111111111111:role/regional-pipeline-fan-out-role');
const A = 'arn:aws:s3:::regional-pipeline-artifacts-111111111111-us-east-1';
const S = 'arn:aws:s3:::management-cluster-tf-state-111111111111-us-east-1';
const PROJECT = 'arn:aws:codebuild:us-east-1:111111111111:project/management-cluster-deploy';
const MACHINE = 'arn:aws:states:us-east-1:111111111111:stateMachine:management-cluster-fan-out';
const EXECUTION = 'arn:aws:states:us-east-1:111111111111:execution:management-cluster-fan-out';
const RULE = 'arn:aws:events:us-east-1:111111111111:rule/StepFunctionsGetEventForCodeBuildStartBuildRule';
const context = { 'aws:RequestedRegion': 'us-east-1', 'aws:SecureTransport': 'true' };

const ask = (action: string, resource: string) =>
  effectOf({ action, resource, resourceAccountId: REGIONAL, principal: F, context }, { identity });

describe('SM-25: the fan-out role', () => {
  it.each([
    ['codebuild:StartBuild', PROJECT],
    ['codebuild:StopBuild', PROJECT],
    ['codebuild:BatchGetBuilds', PROJECT],
    ['events:PutRule', RULE],
    ['events:PutTargets', RULE],
    ['events:DescribeRule', RULE],
    ['s3:GetObject', `${A}/fan-out/20260131t235959-0a1b.json`],
    ['states:StartExecution', MACHINE],
    ['states:DescribeExecution', `${EXECUTION}:0a1b`],
    ['states:StopExecution', `${EXECUTION}/Clusters:0a1b`],
  ])('may %s on %s', (action, resource) => expect(ask(action, resource)).toBe('allow'));

  it.each([
    ['codebuild:StartBuild', `${PROJECT}-other`],
    ['codebuild:UpdateProject', PROJECT],
    ['events:PutRule', RULE.replace('StepFunctions', 'Other')],
    ['s3:GetObject', `${A}/management-cluster-pi/Source/0a1b.zip`],
    ['s3:PutObject', `${A}/fan-out/20260131t235959-0a1b.json`],
    ['s3:ListBucket', A],
    ['s3:GetObject', `${S}/pipeline-runs/20260131t235959-0a1b/run.json`],
    ['s3:PutObject', `${S}/pipeline-runs/20260131t235959-0a1b/run.json`],
    ['states:StartExecution', `${MACHINE}-other`],
    ['states:StopExecution', `${EXECUTION}-other:0a1b`],
    ['states:UpdateStateMachine', MACHINE],
    ['iam:PassRole', 'arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role'],
    ['sts:AssumeRole', 'arn:aws:iam::222222222222:role/ManagementClusterDeployRole'],
  ])('may not %s on %s', (action, resource) => expect(ask(action, resource)).toBe('implicit-deny'));
});

describe('SM-19 and SM-20: with a fan-out role', () => {
  const through = (bucketPolicy: ReturnType<typeof stateBucketPolicy>, resource: string) =>
    effectOf(
      { action: 's3:GetObject', resource, resourceAccountId: REGIONAL, principal: F, context },
      { identity: allowEverything, resource: bucketPolicy },
    );

  it('the states stay shut to it, whatever it is granted', () =>
    expect(through(stateBucketPolicy({ resources }), `${S}/mc01/terraform.tfstate`)).toBe('explicit-deny'));

  it('the artifacts are open to it where a pipeline fans out, and shut where it does not', () => {
    const list = `${A}/fan-out/20260131t235959-0a1b.json`;
    expect(through(artifactsBucketPolicy(resources, { fanOut: true }), list)).toBe('allow');
    expect(through(artifactsBucketPolicy(resources), list)).toBe('explicit-deny');
  });
});

describe('SM-05: the fan-out role is taken', () => {
  const take = (service: string, source: string, account = '111111111111') =>
    effectOf(
      {
        action: 'sts:AssumeRole',
        resource: F.roleArn,
        resourceAccountId: REGIONAL,
        principal: { kind: 'service', service },
        context: { 'aws:SourceArn': source, 'aws:SourceAccount': account },
      },
      { identity: allowEverything, resource: fanOutRoleTrustPolicy(resources) },
    );

  it.each([MACHINE, `${MACHINE}/Clusters`])('by Step Functions for %s', (source) =>
    expect(take('states.amazonaws.com', source)).toBe('allow'),
  );
  it.each([
    ['states.amazonaws.com', `${MACHINE}-other`],
    ['states.amazonaws.com', MACHINE.replace('us-east-1', 'us-east-2')],
    ['codebuild.amazonaws.com', MACHINE],
  ])('not by %s for %s', (service, source) => expect(take(service, source)).toBe('implicit-deny'));
  it('not for another account', () =>
    expect(take('states.amazonaws.com', MACHINE, '999999999999')).toBe('implicit-deny'));
});

describe('what a fan-out adds to the other two roles', () => {
  const by = (
    role: string,
    document: typeof identity,
    action: string,
    resource: string,
    region = 'us-east-1',
  ) =>
    effectOf(
      {
        action,
        resource,
        resourceAccountId: REGIONAL,
        principal: sessionOf(`arn:aws:iam::111111111111:role/${role}`),
        context: { 'aws:RequestedRegion': region },
      },
      { identity: document },
    );
  const build = (fanOut: boolean) =>
    buildRoleIdentityPolicy({ resources, centralStateBucket: 'central', fanOut });
  const pipeline = (fanOut: boolean) =>
    pipelineRoleIdentityPolicy({
      resources,
      connectionArn: 'arn:aws:codeconnections:us-east-1:111111111111:connection/0a1b',
      fanOut,
    });

  it('a build writes the list, in its region, and no other artifact', () => {
    const write = (document: typeof identity, key: string, region?: string) =>
      by('regional-pipeline-codebuild-role', document, 's3:PutObject', `${A}/${key}`, region);
    expect(write(build(true), 'fan-out/x.json')).toBe('allow');
    expect(write(build(true), 'fan-out/x.json', 'us-east-2')).toBe('implicit-deny');
    expect(write(build(true), 'management-cluster-pi/Source/x.zip')).toBe('implicit-deny');
    expect(write(build(false), 'fan-out/x.json')).toBe('implicit-deny');
  });

  it('the pipeline starts the state machine and asks how it goes', () => {
    for (const [action, resource] of [
      ['states:StartExecution', MACHINE],
      ['states:DescribeStateMachine', MACHINE],
      ['states:DescribeExecution', `${EXECUTION}:0a1b`],
    ] as const) {
      expect(by('regional-pipeline-role', pipeline(true), action, resource)).toBe('allow');
      expect(by('regional-pipeline-role', pipeline(false), action, resource)).toBe('implicit-deny');
    }
    expect(by('regional-pipeline-role', pipeline(true), 'states:StopExecution', `${EXECUTION}:0a1b`)).toBe(
      'implicit-deny',
    );
  });
});
