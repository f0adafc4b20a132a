import type { NamedPolicy } from '../policies/parse-policy.js';

/** Every policy that has a say in a request. */
export interface PolicySet {
  /** The inline and managed policies of the role or user; any of them may allow. */
  readonly identity: readonly NamedPolicy[];
  /** The role's or user's permissions boundary. */
  readonly boundary?: NamedPolicy;
  /** The policies passed when the session was made; any of them may allow. None, or an empty list: no limit. */
  readonly session?: readonly NamedPolicy[];
  /**
   * The service control policies of the principal's account, a list for each level of the organization from its root
   * down to the account: on every level any policy may allow, and one must.
   */
  readonly serviceControl?: readonly (readonly NamedPolicy[])[];
  /** The bucket policy; for `sts:AssumeRole` the trust policy of the role that is assumed. */
  readonly resource?: NamedPolicy;
}

/** The kinds of policies that a decision is made of. */
export type PolicyLayer = 'identity' | 'boundary' | 'session' | 'service-control' | 'resource';

/** A statement that had a part in a decision. */
export interface DecidingStatement {
  readonly layer: PolicyLayer;
  /** The policy's name. */
  readonly policy: string;
  readonly sid?: string;
  /** Its place in the document, from 0. */
  readonly index: number;
}

/** Whether a request is allowed, and by what. */
export interface Decision {
  readonly effect: 'allow' | 'implicit-deny' | 'explicit-deny';
  /**
   * For an allow, the allowing statements of each layer that was needed; for an explicit deny, the denying ones;
   * for an implicit deny none.
   */
  readonly decidedBy: readonly DecidingStatement[];
  /** For people: `no statement of build-role/inline allows s3:PutObject on arn:aws:s3:::state/key`. */
  readonly reason: string;
}
