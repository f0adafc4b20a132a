import { AccountId, isPlatformError, Region, regionalResources } from '@regional-pipeline/platform-model';
import {
  artifactsBucketPolicy,
  buildRoleIdentityPolicy,
  buildRoleTrustPolicy,
  pipelineRoleIdentityPolicy,
  pipelineRoleTrustPolicy,
  stateBucketPolicy,
} from '@regional-pipeline/trust-policies';
import { ConnectionArn, RoleArn, TopicArn } from './arns.js';
import { BucketName } from './bucket-name.js';
import { HourlyLimit } from './hourly-limit.js';
import { LogRetentionDays } from './log-retention.js';
import { BuildTimeoutMinutes } from './build-timeout.js';
import type { RegionalPipelineSettings } from './regional-pipeline-settings.js';
import { RegionalPipelineStack } from './regional-pipeline-stack.js';
import { BranchName, RepositoryId } from './repository.js';
import { TriggerPath } from './trigger-path.js';
import { synthesizeStack, type SynthesizedStack } from './testing/synthesize-template.js';

const settings: RegionalPipelineSettings = {
  region: Region.parse('us-east-1'),
  regionalAccount: AccountId.parse('111111111111'),
  repositoryId: RepositoryId.parse('owner/repo'),
  centralStateBucket: BucketName.parse('central-terraform-state'),
};
const connectionArn = ConnectionArn.parse(
  'arn:aws:codestar-connections:eu-west-1:111111111111:connection/01234567-89ab-cdef-0123-456789abcdef',
);

const synthesize = (changes: Partial<RegionalPipelineSettings> = {}): SynthesizedStack =>
  synthesizeStack((app) => new RegionalPipelineStack(app, 'pipeline', { ...settings, ...changes }));

const propertiesOf = (stack: SynthesizedStack, logicalId: string): Record<string, unknown> => {
  const resource = stack.resources[logicalId];
  if (!resource) throw new TypeError(`no ${logicalId} among ${Object.keys(stack.resources).join(', ')}`);
  return resource.Properties;
};

describe('RegionalPipelineStack', () => {
  const stack = synthesize();

  it('makes these resources, with the names of the contract, and no others beside its monitoring', () => {
    const own = Object.entries(stack.resources).filter(([logicalId]) => !logicalId.startsWith('Monitoring'));
    const named = own.map(([logicalId, { Type, Properties }]) => [
      logicalId,
      Type,
      Properties['Name'] ??
        Properties['RoleName'] ??
        Properties['BucketName'] ??
        Properties['LogGroupName'] ??
        Properties['ConnectionName'],
    ]);
    expect(named).toEqual([
      ['ArtifactsBucket', 'AWS::S3::Bucket', 'regional-pipeline-artifacts-111111111111-us-east-1'],
      ['ArtifactsBucketPolicy', 'AWS::S3::BucketPolicy', undefined],
      ['StateBucket', 'AWS::S3::Bucket', 'management-cluster-tf-state-111111111111-us-east-1'],
      ['StateBucketPolicy', 'AWS::S3::BucketPolicy', undefined],
      ['Connection', 'AWS::CodeConnections::Connection', 'regional-pipeline-github'],
      ['BuildRole', 'AWS::IAM::Role', 'regional-pipeline-codebuild-role'],
      ['PipelineRole', 'AWS::IAM::Role', 'regional-pipeline-role'],
      ['EncryptionKey', 'AWS::KMS::Key', undefined],
      ['BuildLog', 'AWS::Logs::LogGroup', '/aws/codebuild/management-cluster-deploy'],
      ['BuildProject', 'AWS::CodeBuild::Project', 'management-cluster-deploy'],
      ['Pipeline', 'AWS::CodePipeline::Pipeline', 'management-cluster-pipeline'],
    ]);
  });

  it('has the outputs of the contract', () => {
    expect(
      Object.fromEntries(Object.entries(stack.outputs).map(([name, { Value }]) => [name, Value])),
    ).toEqual({
      PipelineUrl:
        'https://us-east-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/management-cluster-pipeline/view?region=us-east-1',
      ManagementStateBucket: 'management-cluster-tf-state-111111111111-us-east-1',
      CodestarConnectionArn: { 'Fn::GetAtt': ['Connection', 'ConnectionArn'] },
      CodestarConnectionStatus: { 'Fn::GetAtt': ['Connection', 'ConnectionStatus'] },
      CodestarConnectionUrl:
        'https://us-east-1.console.aws.amazon.com/codesuite/settings/connections?region=us-east-1',
      CodebuildRoleArn: 'arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role',
      ManagementDeployRoleName: 'ManagementClusterDeployRole',
      NotificationTopicArn: { Ref: expect.stringMatching(/^MonitoringNotificationsTopic/) as unknown },
      DashboardUrl:
        'https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/regional-pipeline-us-east-1',
    });
  });

  it('needs no bootstrap, no asset and no bucket to be deployed by', () => {
    expect(stack.sections).toEqual(['Description', 'Resources', 'Outputs']);
    expect(stack.assets).toBe(0);
    expect(stack.assumedRoles).toEqual([undefined, undefined]);
    expect(stack.text).not.toMatch(/CDKMetadata|cdk-bootstrap|hnb659fds/);
    // CloudFormation's limit for a template that is passed in the call itself.
    expect(stack.text.length).toBeLessThan(51_200);
  });

  it('is protected against being deleted', () => {
    expect(stack.terminationProtection).toBe(true);
  });

  it.each(['ArtifactsBucket', 'StateBucket'])('keeps %s versioned, encrypted and closed', (bucket) => {
    expect(propertiesOf(stack, bucket)).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
  });

  it('keeps buckets, their policies, the logs and their key when it is deleted, and nothing that is made again as it was', () => {
    const kept = Object.entries(stack.resources)
      .filter(
        ([, resource]) => resource.DeletionPolicy === 'Retain' && resource.UpdateReplacePolicy === 'Retain',
      )
      .map(([logicalId]) => logicalId);
    expect(kept).toEqual([
      'ArtifactsBucket',
      'ArtifactsBucketPolicy',
      'StateBucket',
      'StateBucketPolicy',
      'EncryptionKey',
      'BuildLog',
      expect.stringMatching(/^MonitoringAssumeRoleRecordLog/),
    ]);
  });

  it('never expires a current state, and keeps former ones for a year at least', () => {
    expect(propertiesOf(stack, 'StateBucket')['LifecycleConfiguration']).toEqual({
      Rules: [
        {
          Id: 'EndIncompleteUploads',
          Status: 'Enabled',
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
        },
        {
          Id: 'ExpireFormerVersions',
          Status: 'Enabled',
          ExpiredObjectDeleteMarker: true,
          NoncurrentVersionExpiration: { NoncurrentDays: 365, NewerNoncurrentVersions: 100 },
        },
      ],
    });
  });

  it('carries the policies of trust-policies unchanged', () => {
    const resources = regionalResources(settings.region, settings.regionalAccount);
    const { centralStateBucket } = settings;
    expect(propertiesOf(stack, 'BuildRole')).toMatchObject({
      AssumeRolePolicyDocument: buildRoleTrustPolicy(resources),
      Policies: [{ PolicyDocument: buildRoleIdentityPolicy({ resources, centralStateBucket }) }],
    });
    expect(propertiesOf(stack, 'StateBucketPolicy')['PolicyDocument']).toEqual(
      stateBucketPolicy({ resources }),
    );
    expect(propertiesOf(stack, 'ArtifactsBucketPolicy')['PolicyDocument']).toEqual(
      artifactsBucketPolicy(resources),
    );

    const given = synthesize({ connectionArn });
    expect(propertiesOf(given, 'PipelineRole')).toMatchObject({
      AssumeRolePolicyDocument: pipelineRoleTrustPolicy(resources),
      Policies: [
        {
          PolicyDocument: pipelineRoleIdentityPolicy({
            resources,
            connectionArn,
            connectionService: 'codestar-connections',
          }),
        },
      ],
    });
  });

  it('lets the pipeline use the connection that it makes', () => {
    expect(JSON.stringify(propertiesOf(stack, 'PipelineRole'))).toContain(
      '"Action":"codeconnections:UseConnection","Resource":{"Fn::GetAtt":["Connection","ConnectionArn"]}',
    );
  });

  it('gives a build the environment of the contract, and when CodeBuild will end it', () => {
    expect(propertiesOf(stack, 'BuildProject')).toMatchObject({
      TimeoutInMinutes: 480,
      Environment: {
        Image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
        PrivilegedMode: false,
        EnvironmentVariables: [
          { Name: 'MANAGEMENT_STATE_BUCKET', Value: 'management-cluster-tf-state-111111111111-us-east-1' },
          { Name: 'CENTRAL_STATE_BUCKET', Value: 'central-terraform-state' },
          { Name: 'AWS_REGION', Value: 'us-east-1' },
          { Name: 'BUILD_TIMEOUT_MINUTES', Value: '480' },
        ],
      },
      Cache: { Type: 'LOCAL', Modes: ['LOCAL_CUSTOM_CACHE'] },
      LogsConfig: {
        CloudWatchLogs: { Status: 'ENABLED', GroupName: '/aws/codebuild/management-cluster-deploy' },
      },
    });
    expect(propertiesOf(stack, 'BuildLog')).toMatchObject({
      RetentionInDays: 365,
      KmsKeyId: { 'Fn::GetAtt': ['EncryptionKey', 'Arn'] },
    });
    expect(propertiesOf(stack, 'EncryptionKey')['EnableKeyRotation']).toBe(true);
  });

  it('queues pushes to the branch that are about the region, and builds each', () => {
    expect(propertiesOf(stack, 'Pipeline')).toMatchObject({
      PipelineType: 'V2',
      ExecutionMode: 'QUEUED',
      Triggers: [
        {
          ProviderType: 'CodeStarSourceConnection',
          GitConfiguration: {
            SourceActionName: 'Repository',
            Push: [
              {
                Branches: { Includes: ['main'] },
                FilePaths: {
                  Includes: [
                    'management-clusters/us-east-1/**',
                    'Makefile',
                    'scripts/**',
                    'terraform/**',
                    'regional-pipeline/orchestrator.mjs',
                  ],
                },
              },
            ],
          },
        },
      ],
      ArtifactStore: { Type: 'S3', Location: 'regional-pipeline-artifacts-111111111111-us-east-1' },
      Stages: [
        {
          Actions: [
            {
              ActionTypeId: { Category: 'Source', Provider: 'CodeStarSourceConnection' },
              Configuration: { FullRepositoryId: 'owner/repo', BranchName: 'main', DetectChanges: false },
              OutputArtifacts: [{ Name: 'Source' }],
            },
          ],
        },
        {
          Actions: [
            {
              ActionTypeId: { Category: 'Build', Provider: 'CodeBuild' },
              Configuration: { ProjectName: 'management-cluster-deploy' },
              InputArtifacts: [{ Name: 'Source' }],
            },
          ],
        },
      ],
    });
  });

  it('makes what is used before what uses it', () => {
    expect(stack.resources['BuildProject']?.DependsOn).toEqual([
      'ArtifactsBucketPolicy',
      'BuildLog',
      'BuildRole',
      'StateBucketPolicy',
    ]);
    expect(stack.resources['Pipeline']?.DependsOn).toEqual(['BuildProject', 'PipelineRole']);
  });

  it('takes every optional setting', () => {
    const breakGlassRoleArn = RoleArn.parse('arn:aws:iam::111111111111:role/break-glass');
    const all = synthesize({
      connectionArn,
      breakGlassRoleArn,
      branchName: BranchName.parse('release'),
      assumeAccounts: [AccountId.parse('222222222222')],
      buildTimeoutMinutes: BuildTimeoutMinutes.parse(30),
      logRetentionDays: LogRetentionDays.parse(30),
      triggerPaths: [TriggerPath.parse('modules/**')],
      notificationTopicArns: [TopicArn.parse('arn:aws:sns:us-east-1:000000000000:operations')],
      runsPerHour: HourlyLimit.parse(3),
      clustersPerHour: HourlyLimit.parse(4),
    });
    expect(all.resources['Connection']).toBeUndefined();
    expect(all.outputs['CodestarConnectionArn']?.Value).toBe(connectionArn);
    expect(all.outputs['CodestarConnectionStatus']?.Value).toBe('NOT_MANAGED_BY_THIS_STACK');
    expect(JSON.stringify(propertiesOf(all, 'StateBucketPolicy'))).toContain(breakGlassRoleArn);
    expect(JSON.stringify(propertiesOf(all, 'BuildRole'))).toContain(
      '["arn:aws:iam::222222222222:role/ManagementClusterDeployRole"]',
    );
    expect(JSON.stringify(propertiesOf(all, 'Pipeline'))).toContain('"BranchName":"release"');
    expect(JSON.stringify(propertiesOf(all, 'Pipeline'))).toContain(
      '"Includes":["management-clusters/us-east-1/**","modules/**"]',
    );
    expect(all.outputs['CodestarConnectionUrl']?.Value).toMatch(/^https:\/\/eu-west-1\./);
    expect(propertiesOf(all, 'BuildProject')['TimeoutInMinutes']).toBe(30);
    expect(JSON.stringify(propertiesOf(all, 'BuildProject'))).toContain(
      '{"Name":"BUILD_TIMEOUT_MINUTES","Value":"30"}',
    );
    expect(propertiesOf(all, 'BuildLog')['RetentionInDays']).toBe(30);
  });

  it('stays within the template size with as many accounts as a policy takes', () => {
    const assumeAccounts = Array.from({ length: 100 }, (_, index) => AccountId.parse(String(2e11 + index)));
    expect(synthesize({ assumeAccounts }).text.length).toBeLessThan(51_200);
  });

  it('refuses settings that contradict each other', () => {
    const breakGlassRoleArn = RoleArn.parse('arn:aws:iam::999999999999:role/stranger');
    let error: unknown;
    try {
      synthesize({ breakGlassRoleArn });
    } catch (caught) {
      error = caught;
    }
    expect(isPlatformError(error) && error.describe()).toBe(
      'ContradictorySettings: breakGlassRoleArn: arn:aws:iam::999999999999:role/stranger is not a role of the ' +
        'regional account 111111111111, and nobody outside of it reads states. ' +
        'Change one of the settings that the message names.',
    );
  });
});
