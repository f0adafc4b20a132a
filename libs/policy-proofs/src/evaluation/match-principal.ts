import type { ParsedPrincipal, Selection } from '../policies/parsed-policy.js';
import { isRootUser, type AccessRequest, type RequestPrincipal } from './access-request.js';
import { requestNotModelled } from './request-context.js';

/**
 * As what a principal was named: itself (its session or user, or everyone), the role behind its session, or its
 * account, which leaves it to the account's own policies who may use the grant.
 */
export type Grantee = 'itself' | 'role' | 'account';

/** Every way to name a principal, the closest first. */
function namesOf(principal: RequestPrincipal): readonly (readonly [Grantee, ParsedPrincipal])[] {
  switch (principal.kind) {
    case 'role-session':
      return [
        ['itself', { kind: 'arn', arn: principal.sessionArn }],
        ['role', { kind: 'arn', arn: principal.roleArn }],
        ['account', { kind: 'account', accountId: principal.accountId }],
      ];
    case 'user': {
      const account = { kind: 'account', accountId: principal.accountId } as const;
      if (isRootUser(principal)) return [['account', account]];
      return [
        ['itself', { kind: 'arn', arn: principal.arn }],
        ['account', account],
      ];
    }
    case 'service':
      return [['itself', { kind: 'service', service: principal.service }]];
    case 'anonymous':
      return [];
  }
}

/**
 * Tells as what `Principal` names the principal of a request, the closest way; undefined where it does not.
 *
 * Source: IAM User Guide, "IAM JSON policy elements: Principal".
 */
export function granteeOf(
  named: readonly ParsedPrincipal[],
  principal: RequestPrincipal,
): Grantee | undefined {
  if (named.some(({ kind }) => kind === 'everyone')) return 'itself';
  return namesOf(principal).find(([, name]) => includes(named, name))?.[0];
}

/**
 * Tells whether a Deny's `Principal` or `NotPrincipal` covers the principal of a request.
 *
 * `NotPrincipal` exempts whom it names in every way that AWS may look at: session, role and account, or user and
 * account. With a boundary it exempts nobody. Source: IAM User Guide, "NotPrincipal" and "Permissions boundaries".
 *
 * @throws PolicyNotModelled where it names some of these and not others: AWS leaves the answer to each service
 */
export function isCovered(
  { complement, values }: Selection<ParsedPrincipal>,
  request: AccessRequest,
  hasBoundary: boolean,
): boolean {
  const { principal } = request;
  if (!complement) return granteeOf(values, principal) !== undefined;
  if (hasBoundary) return true;
  if (values.some(({ kind }) => kind === 'everyone')) return false;
  const names = namesOf(principal);
  const named = names.filter(([, name]) => includes(values, name));
  if (named.length === 0) return true;
  if (named.length === names.length) return false;
  const self = principal.kind === 'role-session' ? 'session' : 'user';
  const missing = names
    .filter((name) => !named.includes(name))
    .map(([grantee]) => (grantee === 'itself' ? self : grantee));
  throw requestNotModelled(
    request,
    `a NotPrincipal names the principal, but not its ${missing.join(' and ')}; name them too, or use ` +
      'ArnNotEquals on aws:PrincipalArn',
  );
}

function includes(named: readonly ParsedPrincipal[], name: ParsedPrincipal): boolean {
  return named.some((other) => {
    if (other.kind === 'arn') return name.kind === 'arn' && name.arn === other.arn;
    if (other.kind === 'account') return name.kind === 'account' && name.accountId === other.accountId;
    return other.kind === 'service' && name.kind === 'service' && name.service === other.service;
  });
}
