import type { NamedPolicy, RequestPrincipal } from '@regional-pipeline/policy-proofs';

/** What a client signs with, as STS and the container endpoint hand it out. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** A role session: who it is, and what narrows it besides the role's own policies. */
export interface RoleSession {
  readonly principal: Extract<RequestPrincipal, { kind: 'role-session' }>;
  readonly sessionPolicies: readonly NamedPolicy[];
  readonly credentials: SessionCredentials;
}
