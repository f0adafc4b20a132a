import { regionalNames, type RegionalResources } from '@regional-pipeline/platform-model';
import { CfnProject } from 'aws-cdk-lib/aws-codebuild';
import type { Construct } from 'constructs';
import { acceptFindings } from './best-practice-exception.js';
import { renderBuildSpecification, type BuildSpecification } from './build-specification.js';
import type { BucketName } from './bucket-name.js';
import type { BuildTimeoutMinutes } from './build-timeout.js';

export interface BuildProjectProps {
  readonly resources: RegionalResources;
  readonly centralStateBucket: BucketName;
  readonly specification: BuildSpecification;
  readonly timeoutMinutes: BuildTimeoutMinutes;
}

/** The build project `management-cluster-deploy`, with the environment of the contract and its own timeout. */
export class BuildProject extends CfnProject {
  constructor(scope: Construct, id: string, props: BuildProjectProps) {
    const { resources, centralStateBucket, specification, timeoutMinutes } = props;
    super(scope, id, {
      name: regionalNames.buildProject,
      description: `Deploys the management clusters of ${resources.region}.`,
      serviceRole: resources.buildRoleArn,
      source: { type: 'CODEPIPELINE', buildSpec: renderBuildSpecification(specification) },
      artifacts: { type: 'CODEPIPELINE' },
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
        // 4 vCPU, 8 GB. A cluster takes about 70 MB, and 0.2 s of CPU besides its waiting.
        computeType: 'BUILD_GENERAL1_MEDIUM',
        privilegedMode: false,
        environmentVariables: [
          { name: 'MANAGEMENT_STATE_BUCKET', value: resources.stateBucket },
          { name: 'CENTRAL_STATE_BUCKET', value: centralStateBucket },
          // CodeBuild sets this one to the same value by itself; the contract does not rest on that.
          { name: 'AWS_REGION', value: resources.region },
          // With CODEBUILD_START_TIME, when CodeBuild ends the build: the orchestrator drains before that.
          { name: 'BUILD_TIMEOUT_MINUTES', value: String(timeoutMinutes) },
        ],
      },
      // On the build's host: no role has to read or write it, and it takes the providers of Terraform alone.
      cache: { type: 'LOCAL', modes: ['LOCAL_CUSTOM_CACHE'] },
      logsConfig: { cloudWatchLogs: { status: 'ENABLED', groupName: regionalNames.buildLogGroup } },
      timeoutInMinutes: timeoutMinutes,
    });
    acceptFindings(this, {
      rule: 'CB4',
      reason:
        'A build puts out no artifacts and its cache stays on its host, so there is nothing that a key of the project ' +
        'would encrypt, and the build role needs no permission of KMS (SM-25). The log has a key.',
    });
  }
}
