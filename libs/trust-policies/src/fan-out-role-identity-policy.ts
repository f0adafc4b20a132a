import {
  fanOutPrefix,
  fanOutResources,
  type PolicyDocument,
  type RegionalResources,
} from '@regional-pipeline/platform-model';

/**
 * The identity policy of the fan-out role F, with which a state machine starts a build for each cluster (SM-25).
 *
 * It reaches neither the state bucket (SM-19) nor a management account: what it starts are builds of the one project,
 * and those run with the build role.
 *
 * - `RunBuilds`, `HearOfBuilds`: what Step Functions needs to start a build and wait for its end. It learns of that by
 *   a rule of EventBridge that it makes by itself, and stops the build where its execution is stopped.
 *   Source: Step Functions Developer Guide, "Call AWS CodeBuild with Step Functions".
 * - `ReadList`: the run's clusters, which the build role has put into the artifacts bucket.
 * - `RunMap`, `FollowMap`: a distributed map starts executions of its own state machine.
 *   Source: Step Functions Developer Guide, "IAM policies for using Distributed Map states".
 *
 * ```json
 * [ { "Sid": "RunBuilds", "Effect": "Allow",
 *     "Action": ["codebuild:StartBuild", "codebuild:StopBuild", "codebuild:BatchGetBuilds"],
 *     "Resource": "arn:aws:codebuild:us-east-1:REGIONAL:project/management-cluster-deploy" },
 *   { "Sid": "ReadList", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::ARTIFACTS/fan-out/*" },
 *   "…" ]
 * ```
 */
export function fanOutRoleIdentityPolicy(resources: RegionalResources): PolicyDocument {
  const { stateMachineArn, executionArns, buildEventsRuleArn } = fanOutResources(
    resources.region,
    resources.accountId,
  );
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'RunBuilds',
        Effect: 'Allow',
        Action: ['codebuild:StartBuild', 'codebuild:StopBuild', 'codebuild:BatchGetBuilds'],
        Resource: resources.buildProjectArn,
      },
      {
        Sid: 'HearOfBuilds',
        Effect: 'Allow',
        Action: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        Resource: buildEventsRuleArn,
      },
      {
        Sid: 'ReadList',
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: `${resources.artifactsBucketArn}/${fanOutPrefix}*`,
      },
      { Sid: 'RunMap', Effect: 'Allow', Action: 'states:StartExecution', Resource: stateMachineArn },
      {
        Sid: 'FollowMap',
        Effect: 'Allow',
        Action: ['states:DescribeExecution', 'states:StopExecution'],
        Resource: [executionArns.own, executionArns.ofMap],
      },
    ],
  };
}
