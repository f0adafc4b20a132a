import { assemblyArchivePrefix } from '@regional-pipeline/platform-model';
import { BuildSpec, LinuxBuildImage, PipelineProject } from 'aws-cdk-lib/aws-codebuild';
import { Artifact, Pipeline, PipelineType, type IAction } from 'aws-cdk-lib/aws-codepipeline';
import {
  CloudFormationCreateUpdateStackAction,
  CodeBuildAction,
  CodeStarConnectionsSourceAction,
  S3DeployAction,
} from 'aws-cdk-lib/aws-codepipeline-actions';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnCapabilities, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { RegionStage } from './region-stage.js';
import { central } from './regions.js';

/** The folder of the assemblies, laid out as the archive in Central's bucket is. */
export const archiveFolder = 'archive';

/**
 * Central's pipeline: synthesize (which proves every region), archive, then deploy each region's stacks.
 *
 * CodePipeline's own CloudFormation actions deploy the archived templates, across accounts and regions. Nothing of what
 * they deploy has an asset, so no regional or management account is bootstrapped.
 */
export class CentralPipelineStack extends Stack {
  constructor(scope: Construct, id: string, regions: readonly RegionStage[]) {
    super(scope, id, { env: { account: central.account, region: central.region } });
    const source = new Artifact('Source');
    const archive = new Artifact('Archive');
    const bucket = Bucket.fromBucketName(this, 'CentralBucket', central.stateBucket);
    new Pipeline(this, 'Pipeline', {
      pipelineName: 'central-pipeline',
      pipelineType: PipelineType.V2,
      crossAccountKeys: true,
      enableKeyRotation: true,
      stages: [
        {
          stageName: 'Source',
          actions: [
            new CodeStarConnectionsSourceAction({
              actionName: 'Source',
              connectionArn: central.connectionArn,
              ...central.repository,
              output: source,
            }),
          ],
        },
        {
          stageName: 'Synthesize',
          actions: [
            new CodeBuildAction({
              actionName: 'Synthesize',
              input: source,
              outputs: [archive],
              project: new PipelineProject(this, 'Synthesis', {
                buildSpec: synthesis,
                environment: { buildImage: LinuxBuildImage.AMAZON_LINUX_2023_5 },
              }),
            }),
          ],
        },
        {
          stageName: 'Archive',
          actions: [new S3DeployAction({ actionName: 'Archive', bucket, input: archive, extract: true })],
        },
        { stageName: 'DeployRoles', actions: regions.map((region) => this.deployRoles(region, archive)) },
        { stageName: 'Pipelines', actions: regions.map((region) => this.deployPipeline(region, archive)) },
      ],
    });
  }

  /** In Central's account, where the StackSet stands; StackSets' own service deploys the roles from there. */
  private deployRoles({ deployRoleSet, entry: { region } }: RegionStage, archive: Artifact): IAction {
    return new CloudFormationCreateUpdateStackAction({
      actionName: region,
      stackName: deployRoleSet.stackName,
      templatePath: archive.atPath(`${assemblyArchivePrefix(region)}${deployRoleSet.templateFile}`),
      adminPermissions: true,
    });
  }

  /** In the regional account, by two roles that are minted with it: one that CodePipeline acts as, one for CloudFormation. */
  private deployPipeline({ pipeline, entry }: RegionStage, archive: Artifact): IAction {
    const { region, regionalAccount } = entry;
    const role = (name: string) =>
      Role.fromRoleArn(this, `${region}-${name}`, `arn:aws:iam::${regionalAccount}:role/${name}`);
    return new CloudFormationCreateUpdateStackAction({
      actionName: region,
      stackName: pipeline.stackName,
      templatePath: archive.atPath(`${assemblyArchivePrefix(region)}${pipeline.templateFile}`),
      adminPermissions: false,
      cfnCapabilities: [CfnCapabilities.NAMED_IAM],
      region,
      role: role('central-pipeline-action'),
      deploymentRole: role('central-pipeline-deployment'),
    });
  }
}

const synthesis = BuildSpec.fromObject({
  version: '0.2',
  phases: {
    install: { 'runtime-versions': { nodejs: 22 }, commands: ['npm ci'] },
    build: { commands: ['npm run build', 'npm run synth'] },
  },
  artifacts: { 'base-directory': archiveFolder, files: ['**/*'] },
});
