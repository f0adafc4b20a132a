import type { NamedPolicy, RequestPrincipal } from '@regional-pipeline/policy-proofs';

/** Who makes a request, once its signature is verified. */
export interface Caller {
  readonly principal: Extract<RequestPrincipal, { kind: 'role-session' | 'anonymous' }>;
  readonly sessionPolicies: readonly NamedPolicy[];
  /** Of the credential scope; an anonymous request has none. */
  readonly region?: string;
}

export const anonymousCaller: Caller = { principal: { kind: 'anonymous' }, sessionPolicies: [] };

/** How the caller is called in logs and in answers. */
export function callerName({ principal }: Caller): string {
  return principal.kind === 'role-session' ? principal.sessionArn : 'anonymous';
}
