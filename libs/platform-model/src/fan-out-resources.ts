import type { AccountId } from './account-id.js';
import { partitionOf, type Region } from './region.js';
import type { RunId } from './run-id.js';

/** The names of what starts a build for each cluster, where a pipeline is made to; the same in every region. */
export const fanOutNames = {
  stateMachine: 'management-cluster-fan-out',
  role: 'regional-pipeline-fan-out-role',
} as const;

/** The lists of the clusters to start builds for are under this prefix of the artifacts bucket, and nothing else is. */
export const fanOutPrefix = 'fan-out/';

/** The list of one run, in the artifacts bucket. */
export function fanOutListKey(run: RunId): string {
  return `${fanOutPrefix}${run}.json`;
}

/** What starts a build for each cluster, by ARN. */
export interface FanOutResources {
  readonly stateMachineArn: string;
  readonly roleArn: string;
  /** Patterns: the executions of the state machine, and those that its map starts, one a cluster. */
  readonly executionArns: { readonly own: string; readonly ofMap: string };
  /** The rule of EventBridge by which Step Functions learns that a build has ended; it makes it by itself. */
  readonly buildEventsRuleArn: string;
}

/** Names what starts a build for each cluster of `region`, in the regional account `accountId`. */
export function fanOutResources(region: Region, accountId: AccountId): FanOutResources {
  const partition = partitionOf(region);
  const regional = (service: string, resource: string) =>
    `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  return {
    stateMachineArn: regional('states', `stateMachine:${fanOutNames.stateMachine}`),
    roleArn: `arn:${partition}:iam::${accountId}:role/${fanOutNames.role}`,
    executionArns: {
      own: regional('states', `execution:${fanOutNames.stateMachine}:*`),
      ofMap: regional('states', `execution:${fanOutNames.stateMachine}/*`),
    },
    buildEventsRuleArn: regional('events', 'rule/StepFunctionsGetEventForCodeBuildStartBuildRule'),
  };
}
