import type { PolicySet, RequestSet } from '@regional-pipeline/policy-proofs';
import type { Deployment, LocatedPolicy, PolicyLocation } from '../deployment/deployment.js';

/** One question about every request: one part of a statement, for one role, bucket or account. */
export interface RequestObligation {
  /** `forbidden`: none of the requests is allowed. `required`: every one of them is. */
  readonly kind: 'forbidden' | 'required';
  /** The requests and the layers in words: `by C, sts:AssumeRole without the external id of the region`. */
  readonly about: string;
  /** The layers that are asked, the stand-ins for everything else included. */
  readonly policies: PolicySet;
  readonly requests: RequestSet;
  /** Those of the policies that stand in a template. */
  readonly looksAt: readonly LocatedPolicy[];
}

/** What a template must set besides policies. */
export interface SettingObligation {
  readonly kind: 'setting';
  /** What must be: `the bucket … is versioned`. */
  readonly about: string;
  readonly holds: boolean;
  /** What is, in words. */
  readonly found: string;
  readonly location: PolicyLocation;
}

/** A part of a statement. */
export type Obligation = RequestObligation | SettingObligation;

/** A statement of the security model. */
export interface SecurityStatement {
  /** `SM-11` */
  readonly id: string;
  /** What holds, for people. C, P, D, B, S and K are the symbols of the security model. */
  readonly sentence: string;
  /**
   * What has to be proved of one region's pipeline; none where the templates that it is about are not there.
   *
   * @param beside the pipelines of other regions: SM-03 is about pairs
   */
  readonly obligations: (deployment: Deployment, beside: readonly Deployment[]) => readonly Obligation[];
}
