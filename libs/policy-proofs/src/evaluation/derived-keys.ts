import { isRootUser, type AccessRequest, type RequestPrincipal } from './access-request.js';
import { namedOwnerOf } from './resource-owner.js';

/** The principals that AWS derives different keys for. */
export type PrincipalType = RequestPrincipal['kind'] | 'root';

/**
 * Where the value of a derived key comes from: it is always the same text; it is a part of the principal (its ARN, of
 * a session the role's; its account; its name; the service); the request does not have the key; or it has one that
 * follows from nothing, so that the record must have it.
 */
export type DerivedSource =
  { readonly constant: string } | 'arn' | 'account' | 'name' | 'service' | 'absent' | 'recorded';

const withoutPrincipal = {
  'aws:principalarn': 'absent',
  'aws:principalaccount': 'absent',
  'aws:username': 'absent',
  'aws:principalisawsservice': { constant: 'false' },
  'aws:principalservicename': 'absent',
  'aws:principalservicenameslist': 'absent',
} as const satisfies Readonly<Record<string, DerivedSource>>;

const withAccount = {
  ...withoutPrincipal,
  'aws:principalarn': 'arn',
  'aws:principalaccount': 'account',
} as const;

/**
 * The condition keys, in lower case, that follow from the principal. What a request's record says of them counts only
 * where the source is `recorded`.
 *
 * Source: IAM User Guide, "AWS global condition context keys" and "Principal key values".
 */
export const derivedSources: Readonly<Record<PrincipalType, Readonly<Record<string, DerivedSource>>>> = {
  'role-session': {
    ...withAccount,
    'aws:principaltype': { constant: 'AssumedRole' },
    'aws:userid': 'recorded',
  },
  user: {
    ...withAccount,
    'aws:principaltype': { constant: 'User' },
    'aws:username': 'name',
    'aws:userid': 'recorded',
  },
  root: { ...withAccount, 'aws:principaltype': { constant: 'Account' }, 'aws:userid': 'account' },
  service: {
    ...withoutPrincipal,
    'aws:principalisawsservice': { constant: 'true' },
    'aws:principalservicename': 'service',
    'aws:principalservicenameslist': 'recorded',
    'aws:principaltype': 'recorded',
    'aws:userid': 'recorded',
  },
  anonymous: {
    ...withoutPrincipal,
    'aws:principalisawsservice': 'absent',
    'aws:principalaccount': { constant: 'anonymous' },
    'aws:principaltype': { constant: 'Anonymous' },
    'aws:userid': { constant: 'anonymous' },
  },
};

/** The type of a principal. */
export function principalTypeOf(principal: RequestPrincipal): PrincipalType {
  return isRootUser(principal) ? 'root' : principal.kind;
}

/** A key that every such request has, with a value that follows from nothing: the record must have it. */
export const recordedOnly = Symbol('recorded only');

/**
 * The value that a condition key, in lower case, has by the principal and by the owner of the resource; null where
 * the request does not have the key, undefined where the key does not follow from these.
 */
export function derivedValue(
  request: AccessRequest,
  key: string,
): string | null | typeof recordedOnly | undefined {
  const { principal } = request;
  if (key === 'aws:resourceaccount') return namedOwnerOf(request);
  const source = derivedSources[principalTypeOf(principal)][key];
  switch (source) {
    case undefined:
      return undefined;
    case 'absent':
      return null;
    case 'recorded':
      return recordedOnly;
    case 'arn':
      return arnOf(principal);
    case 'account':
      return 'accountId' in principal ? principal.accountId : null;
    case 'name':
      return arnOf(principal)?.split('/').at(-1) ?? null;
    case 'service':
      return principal.kind === 'service' ? principal.service : null;
    default:
      return source.constant;
  }
}

function arnOf(principal: RequestPrincipal): string | null {
  if (principal.kind === 'role-session') return principal.roleArn;
  return principal.kind === 'user' ? principal.arn : null;
}
