import { action, allOf, anyOf, resource, type RequestSet } from '@regional-pipeline/policy-proofs';
import type { ModelNames } from '../facts/names.js';

const on = (resources: readonly string[], ...actions: readonly string[]): RequestSet =>
  allOf(action(...actions), resource(...resources));

/** What F needs, and nothing beside it: the project's builds, how they end, the list, and its own executions. */
export function fanOutNeeds({ buildProject, fanOut }: ModelNames): RequestSet {
  return anyOf(
    on([buildProject], 'codebuild:StartBuild', 'codebuild:StopBuild', 'codebuild:BatchGetBuilds'),
    on([fanOut.buildEventsRule], 'events:PutRule', 'events:PutTargets', 'events:DescribeRule'),
    on([fanOut.lists], 's3:GetObject'),
    on([fanOut.stateMachine], 'states:StartExecution'),
    on([fanOut.executions, fanOut.mapExecutions], 'states:DescribeExecution', 'states:StopExecution'),
  );
}

/** What a fan-out adds to the needs of C: the build that opens a run writes its list. */
export function buildNeedsOfFanOut({ fanOut }: ModelNames): RequestSet {
  return on([fanOut.lists], 's3:PutObject');
}

/** What a fan-out adds to the needs of P: it starts the state machine, and asks how that goes. */
export function pipelineNeedsOfFanOut({ fanOut }: ModelNames): RequestSet {
  return anyOf(
    on([fanOut.stateMachine], 'states:StartExecution', 'states:DescribeStateMachine'),
    on([fanOut.executions], 'states:DescribeExecution'),
  );
}
