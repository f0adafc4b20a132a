import { isRootUser, type AccessRequest } from './access-request.js';
import { namedOwnerOf } from './resource-owner.js';

/** A key that every such request has, with a value that follows from nothing: the record must have it. */
export const recordedOnly = Symbol('recorded only');

/** A derived key's value; null where the request does not have the key. */
export type DerivedValue = string | null | typeof recordedOnly;

/**
 * The condition keys, in lower case, that follow from the principal and from the owner of the resource.
 *
 * For a role session `aws:PrincipalArn` is the role's ARN, path included, and not the session's.
 *
 * Source: IAM User Guide, "AWS global condition context keys" and "Principal key values".
 */
export function derivedKeys(request: AccessRequest): ReadonlyMap<string, DerivedValue> {
  const { principal } = request;
  const keys = new Map<string, DerivedValue>([
    ['aws:principalarn', null],
    ['aws:principalaccount', null],
    ['aws:username', null],
    ['aws:principalisawsservice', 'false'],
    ['aws:principalservicename', null],
    ['aws:principalservicenameslist', null],
  ]);
  const owner = namedOwnerOf(request);
  if (owner !== undefined) keys.set('aws:resourceaccount', owner);
  switch (principal.kind) {
    case 'role-session':
      return keys
        .set('aws:principalarn', principal.roleArn)
        .set('aws:principalaccount', principal.accountId)
        .set('aws:principaltype', 'AssumedRole')
        .set('aws:userid', recordedOnly);
    case 'user':
      keys.set('aws:principalarn', principal.arn).set('aws:principalaccount', principal.accountId);
      if (isRootUser(principal)) {
        return keys.set('aws:principaltype', 'Account').set('aws:userid', principal.accountId);
      }
      return keys
        .set('aws:principaltype', 'User')
        .set('aws:username', principal.arn.slice(principal.arn.lastIndexOf('/') + 1))
        .set('aws:userid', recordedOnly);
    case 'service':
      return keys
        .set('aws:principalisawsservice', 'true')
        .set('aws:principalservicename', principal.service)
        .set('aws:principalservicenameslist', recordedOnly)
        .set('aws:principaltype', recordedOnly)
        .set('aws:userid', recordedOnly);
    case 'anonymous':
      return keys
        .set('aws:principalisawsservice', null)
        .set('aws:principalaccount', 'anonymous')
        .set('aws:principaltype', 'Anonymous')
        .set('aws:userid', 'anonymous');
  }
}
