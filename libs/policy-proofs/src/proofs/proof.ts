import type { AccessRequest } from '../evaluation/access-request.js';
import type { DecidingStatement } from '../evaluation/policy-set.js';
import type { ActionCatalogue } from './action-catalogue.js';
import type { RequestSet } from './request-set.js';

/** What a proof is made with. */
export interface ProofOptions {
  readonly catalogue: ActionCatalogue;
  /** Only requests of this set count; without it every request does. */
  readonly within?: RequestSet;
  /** How far to search before the answer is `unknown`, in steps of its automata: about a million take a second. */
  readonly maxSteps?: number;
}

/**
 * The answer to a statement about every request.
 *
 * `violated` has a request against the statement, which `decide` confirmed. `unknown` says what kept it from being
 * either, and fails: it is never to be taken for `proved`.
 */
export type Proof =
  | { readonly verdict: 'proved'; readonly catalogueDate: string }
  | {
      readonly verdict: 'violated';
      readonly catalogueDate: string;
      readonly request: AccessRequest;
      /** The statements that allow the request; where it should be allowed, those that deny it explicitly. */
      readonly decidedBy: readonly DecidingStatement[];
      /** The decision for people, as `decide` words it. */
      readonly reason: string;
    }
  | { readonly verdict: 'unknown'; readonly catalogueDate: string; readonly reason: string };

/** An action on a resource that an Allow statement names, and whether that grants anything. */
export type GrantStatus = {
  readonly by: DecidingStatement;
  /** As the statement names them; `Not…` lists count as one: `not iam:*, sts:*`. */
  readonly action: string;
  readonly resource: string;
} & (
  | {
      readonly status: 'live';
      /** Allowed, and not without the statement. */ readonly request: AccessRequest;
    }
  | { readonly status: 'dead' }
  | { readonly status: 'unknown'; readonly reason: string }
);
