import {
  fanOutResources,
  type PolicyDocument,
  type RegionalResources,
} from '@regional-pipeline/platform-model';
import { exactName } from './exact-name.js';

/** What the pipeline role's identity policy depends on. */
export interface PipelineRoleAccess {
  readonly resources: RegionalResources;
  /** The connection to the repository; may be a CDK token. */
  readonly connectionArn: string;
  /**
   * The service in the connection's ARN, which is the prefix of its actions as well. CodeConnections was called
   * CodeStar Connections: connections made under that name keep it. `codeconnections` where it is left out.
   */
  readonly connectionService?: 'codeconnections' | 'codestar-connections';
  /** Whether the pipeline starts the state machine that starts a build for each cluster; not where it is left out. */
  readonly fanOut?: boolean;
}

/**
 * The identity policy of the pipeline role P: its artifacts, its build project, its connection (SM-25).
 *
 * - `KeepArtifacts`, `ReadArtifacts`, `CheckArtifactBucket`: the artifact store. A bucket's ARN names no region, so
 *   the writes require `aws:RequestedRegion` (SM-07). A source action of a connection uploads with an ACL and fails
 *   without `s3:PutObjectAcl` (aws/aws-cdk#13557); the bucket is its owner's, so there the ACL changes nothing.
 *   CodePipeline's user guide has the three reads of the bucket in the minimum for a service role.
 * - `RunBuild`: what a CodeBuild action needs: start the build, and ask how it goes.
 * - `RunFanOut`, `FollowFanOut`, with `fanOut` alone: what a StepFunctions action needs. Source: CodePipeline User Guide,
 *   "AWS Step Functions invoke action reference".
 * - `UseConnection`: what a CodeStarSourceConnection action needs. It is of access level Read.
 *
 * ```json
 * [ { "Sid": "KeepArtifacts", "Effect": "Allow", "Action": ["s3:PutObject", "s3:PutObjectAcl"],
 *     "Resource": "arn:aws:s3:::ARTIFACTS/*", "Condition": { "StringEquals": { "aws:RequestedRegion": "us-east-1" } } },
 *   { "Sid": "ReadArtifacts", "Effect": "Allow", "Action": ["s3:GetObject", "s3:GetObjectVersion"], "…": "…" },
 *   { "Sid": "CheckArtifactBucket", "Effect": "Allow", "Action": ["s3:GetBucketAcl", "…"],
 *     "Resource": "arn:aws:s3:::ARTIFACTS" },
 *   { "Sid": "RunBuild", "Effect": "Allow", "Action": ["codebuild:StartBuild", "codebuild:BatchGetBuilds"],
 *     "Resource": "arn:aws:codebuild:us-east-1:REGIONAL:project/management-cluster-deploy" },
 *   { "Sid": "UseConnection", "Effect": "Allow", "Action": "codeconnections:UseConnection", "Resource": "CONNECTION" } ]
 * ```
 *
 * @throws PlatformError `NameIsPattern`
 */
export function pipelineRoleIdentityPolicy(access: PipelineRoleAccess): PolicyDocument {
  const { resources, connectionService = 'codeconnections' } = access;
  const fanOut = fanOutResources(resources.region, resources.accountId);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'KeepArtifacts',
        Effect: 'Allow',
        Action: ['s3:PutObject', 's3:PutObjectAcl'],
        Resource: `${resources.artifactsBucketArn}/*`,
        Condition: { StringEquals: { 'aws:RequestedRegion': resources.region } },
      },
      {
        Sid: 'ReadArtifacts',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        Resource: `${resources.artifactsBucketArn}/*`,
      },
      {
        Sid: 'CheckArtifactBucket',
        Effect: 'Allow',
        Action: ['s3:GetBucketAcl', 's3:GetBucketLocation', 's3:GetBucketVersioning'],
        Resource: resources.artifactsBucketArn,
      },
      {
        Sid: 'RunBuild',
        Effect: 'Allow',
        Action: ['codebuild:StartBuild', 'codebuild:BatchGetBuilds'],
        Resource: resources.buildProjectArn,
      },
      {
        Sid: 'UseConnection',
        Effect: 'Allow',
        Action: `${connectionService}:UseConnection`,
        Resource: exactName('the connection', access.connectionArn),
      },
      ...(access.fanOut
        ? [
            {
              Sid: 'RunFanOut',
              Effect: 'Allow' as const,
              Action: ['states:StartExecution', 'states:DescribeStateMachine'],
              Resource: fanOut.stateMachineArn,
            },
            {
              Sid: 'FollowFanOut',
              Effect: 'Allow' as const,
              Action: 'states:DescribeExecution',
              Resource: fanOut.executionArns.own,
            },
          ]
        : []),
    ],
  };
}
