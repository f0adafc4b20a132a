import type { ConditionBlock } from '@regional-pipeline/platform-model';
import {
  action,
  allOf,
  anyOf,
  resource,
  roleSession,
  when,
  type NamedPolicy,
  type RequestSet,
} from '@regional-pipeline/policy-proofs';

/** Requests that some work cannot do without (SM-22): every action on every resource of the patterns. */
export interface AccessNeed {
  readonly actions: readonly string[];
  /** Patterns of the ARNs that the actions take; `*` for actions that take none. */
  readonly resources: readonly string[];
  /** What is true of each of the requests. */
  readonly context?: ConditionBlock;
}

/** The needs of one piece of work, and where it says so. */
export interface NeedGroup {
  /** `a managed node group` */
  readonly work: string;
  /** What was read to find the actions. */
  readonly source: string;
  readonly needs: readonly AccessNeed[];
}

/** The requests of a need. */
export function requestsOf({ actions, resources, context }: AccessNeed): RequestSet {
  return allOf(action(...actions), resource(...resources), ...(context ? [when(context)] : []));
}

/** All requests of a group, made by sessions of one role. */
export function requestsBy(roleArn: string, { needs }: NeedGroup): RequestSet {
  return allOf(roleSession(roleArn), anyOf(...needs.map(requestsOf)));
}

/** The policy that allows what is needed and nothing else: whether a request is among the needs is for `decide` to say. */
export function policyOfNeeds(groups: readonly NeedGroup[]): NamedPolicy {
  return {
    name: 'what is needed',
    document: {
      Version: '2012-10-17',
      Statement: groups.flatMap(({ needs }) =>
        needs.map(({ actions, resources, context }) => ({
          Effect: 'Allow' as const,
          Action: actions,
          Resource: resources,
          ...(context && { Condition: context }),
        })),
      ),
    },
  };
}
