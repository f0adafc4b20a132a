import type { Decision } from '@regional-pipeline/policy-proofs';

/**
 * One line of the decision log. It carries no credential.
 *
 * A request has one line for each decision that its answer needed, all with the same `requestId`: reading a missing
 * object takes a second one, whether the caller may list the bucket, to choose between 404 and 403.
 */
export interface DecisionRecord {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly requestId: string;
  readonly service: string;
  /** `s3:GetObject`; absent where the request was refused before it was understood. */
  readonly action?: string;
  readonly resource?: string;
  /** The ARN of the role session, with its session name; `anonymous` or `unknown` without one. */
  readonly principal: string;
  /** The account of the principal. */
  readonly accountId?: string;
  /** The region that the request was signed for. */
  readonly region?: string;
  /**
   * The decision, or why there was none: `unauthenticated` for a signature that proves nothing, `fault` for an
   * injected fault, `undecided` for a request answered without a decision (a redirect, a malformed or not
   * implemented request, a policy that is not modelled). None of these three was allowed.
   */
  readonly effect: Decision['effect'] | 'unauthenticated' | 'fault' | 'undecided';
  readonly decidedBy: Decision['decidedBy'];
  readonly reason: string;
  /** The condition keys that were known: with them a decision can be made again, which SM-22 does. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly httpStatus: number;
}
