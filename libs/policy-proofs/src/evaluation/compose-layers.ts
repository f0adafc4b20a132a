/**
 * What composition is written in, so that one definition serves a single request (`decide`) and all of them (the
 * proofs).
 */
export interface Algebra<B> {
  readonly all: (...parts: readonly B[]) => B;
  /** The first that holds is the one that counts. */
  readonly any: (...parts: readonly B[]) => B;
  readonly not: (part: B) => B;
  readonly choose: (condition: B, then: B, otherwise: B) => B;
}

/** What composition asks of a request. */
export interface RequestFacts<B> {
  /** The principal belongs to an account: a role session, a user or a root user. */
  readonly hasAccount: B;
  readonly isRoot: B;
  /** The request is decided in the principal's own account. */
  readonly isOwnAccount: B;
  readonly isAssumeRole: B;
  readonly isOnKmsKey: B;
}

/** What every layer allows, explicit denies being out of the way already. */
export interface LayerGrants<B> {
  /** Never of a root user. */
  readonly identity: B;
  /** Boundary and session policies, as far as there are any. */
  readonly limits: readonly B[];
  /** One for each level of the organization. */
  readonly serviceControl: readonly B[];
  readonly resource: B;
  /** What the resource policy grants to the session or user itself, or to everyone. */
  readonly resourceToItself: B;
  /** What it grants to the role behind the session. */
  readonly resourceToRole: B;
}

/**
 * Composes the layers as IAM does.
 *
 * Source: IAM User Guide, "Policy evaluation for requests within a single account", "Cross-account policy
 * evaluation logic", and for what limits whom "Effective permissions … with resource-based policies".
 */
export function composeLayers<B>(
  { all, any, not, choose }: Algebra<B>,
  { hasAccount, isRoot, isOwnAccount, isAssumeRole, isOnKmsKey }: RequestFacts<B>,
  { identity, limits, serviceControl, resource, resourceToItself, resourceToRole }: LayerGrants<B>,
): B {
  const ownPolicies = any(isRoot, all(identity, ...limits));
  // A role's trust policy and a KMS key's policy are not optional: without their Allow nobody has access.
  const delegating = choose(any(isAssumeRole, isOnKmsKey), resource, all());
  const inOwnAccount = any(resourceToItself, all(...limits, resourceToRole), all(ownPolicies, delegating));
  // A root user can assume no role, and has no identity policy.
  const mayAct = any(not(isRoot), not(isAssumeRole), identity);
  return choose(
    hasAccount,
    all(...serviceControl, mayAct, choose(isOwnAccount, inOwnAccount, all(ownPolicies, resource))),
    resource,
  );
}
