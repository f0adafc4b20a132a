import type { ModelNames } from '../facts/names.js';
import type { NeedGroup } from './access-need.js';

/** What the state machine that starts a build for each cluster needs of F (SM-22). */
export function fanOutRoleNeeds({ buildProject, fanOut }: ModelNames): readonly NeedGroup[] {
  return [
    {
      work: 'builds, to their ends',
      source: 'Step Functions Developer Guide, "Call AWS CodeBuild with Step Functions", Run a Job',
      needs: [
        {
          actions: ['codebuild:StartBuild', 'codebuild:StopBuild', 'codebuild:BatchGetBuilds'],
          resources: [buildProject],
        },
        {
          actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
          resources: [fanOut.buildEventsRule],
        },
      ],
    },
    {
      work: 'a distributed map over a list',
      source: 'Step Functions Developer Guide, "IAM policies for using Distributed Map states"',
      needs: [
        { actions: ['s3:GetObject'], resources: [fanOut.lists] },
        { actions: ['states:StartExecution'], resources: [fanOut.stateMachine] },
        {
          actions: ['states:DescribeExecution', 'states:StopExecution'],
          resources: [fanOut.executions, fanOut.mapExecutions],
        },
      ],
    },
  ];
}

/** What a fan-out needs of C besides. */
export function buildRoleNeedsOfFanOut({ fanOut, region }: ModelNames): NeedGroup {
  return {
    work: "the list of a run's clusters",
    source: 'decision 0009',
    needs: [
      {
        actions: ['s3:PutObject'],
        resources: [fanOut.lists],
        context: { StringEquals: { 'aws:RequestedRegion': region } },
      },
    ],
  };
}

/** What a fan-out needs of P besides. */
export function pipelineRoleNeedsOfFanOut({ fanOut }: ModelNames): NeedGroup {
  return {
    work: 'its state machine',
    source: 'CodePipeline User Guide, "AWS Step Functions invoke action reference", service role permissions',
    needs: [
      { actions: ['states:StartExecution', 'states:DescribeStateMachine'], resources: [fanOut.stateMachine] },
      { actions: ['states:DescribeExecution'], resources: [fanOut.executions] },
    ],
  };
}
