import { PlatformError } from '@regional-pipeline/platform-model';
import { policyErrors } from '../errors.js';
import type { VariableLookup } from '../patterns/policy-variable.js';
import { isRootUser, type AccessRequest, type RequestPrincipal } from './access-request.js';

/** The values of condition keys in one request. */
export interface RequestContext {
  /** The values of a key in lower case; an empty list where the request does not have it. */
  readonly valuesOf: (key: string) => readonly string[];
  /** The value of a policy variable. */
  readonly variables: VariableLookup;
}

/** Derived keys that every such request has, but whose value is in no record: a condition on them has no answer. */
const unknowable = Symbol('unknowable');

/**
 * Builds the context of a request: the record's keys, and those that AWS derives from the principal and the
 * resource, which win over the record.
 *
 * Source: IAM User Guide, "AWS global condition context keys" and "Principal key values".
 *
 * @throws PolicyNotModelled when a policy asks for `aws:userid` of a role or user and the record does not have it
 */
export function requestContext(request: AccessRequest, ownerAccountId: string | undefined): RequestContext {
  const record = new Map<string, readonly string[]>();
  for (const [name, values] of Object.entries(request.context)) {
    const key = name.toLowerCase();
    record.set(key, [...(record.get(key) ?? []), ...(typeof values === 'string' ? [values] : values)]);
  }
  const derived = derivedKeys(request.principal);
  if (ownerAccountId !== undefined) derived.set('aws:resourceaccount', ownerAccountId);

  const valuesOf = (key: string): readonly string[] => {
    const value = derived.get(key);
    const recorded = record.get(key) ?? [];
    if (value === undefined) return recorded;
    if (value !== unknowable) return value === null ? [] : [value];
    if (recorded.length > 0) return recorded;
    throw notModelled(
      request,
      `${key} of ${describePrincipal(request.principal)} is not in the request's record`,
    );
  };
  const variables: VariableLookup = (key) => {
    const [value, ...more] = valuesOf(key);
    if (more.length > 0) throw notModelled(request, `the policy variable ${key} has several values`);
    return value;
  };
  return { valuesOf, variables };
}

/** Null: the key is absent, whatever the record says. */
function derivedKeys(principal: RequestPrincipal): Map<string, string | null | typeof unknowable> {
  const isService = principal.kind === 'service';
  const keys = new Map<string, string | null | typeof unknowable>([
    ['aws:principalarn', null],
    ['aws:principalaccount', null],
    ['aws:username', null],
    ['aws:principalisawsservice', String(isService)],
    ['aws:principalservicename', isService ? principal.service : null],
    ['aws:principalservicenameslist', isService ? unknowable : null],
  ]);
  switch (principal.kind) {
    case 'role-session':
      return keys
        .set('aws:principalarn', principal.roleArn)
        .set('aws:principalaccount', principal.accountId)
        .set('aws:principaltype', 'AssumedRole')
        .set('aws:userid', unknowable);
    case 'user': {
      keys.set('aws:principalarn', principal.arn).set('aws:principalaccount', principal.accountId);
      if (isRootUser(principal)) {
        return keys.set('aws:principaltype', 'Account').set('aws:userid', principal.accountId);
      }
      return keys
        .set('aws:principaltype', 'User')
        .set('aws:username', principal.arn.slice(principal.arn.lastIndexOf('/') + 1))
        .set('aws:userid', unknowable);
    }
    case 'service':
      return keys.set('aws:principaltype', unknowable).set('aws:userid', unknowable);
    case 'anonymous':
      return keys
        .set('aws:principalisawsservice', null)
        .set('aws:principalaccount', 'anonymous')
        .set('aws:principaltype', 'Anonymous')
        .set('aws:userid', 'anonymous');
  }
}

/** A principal as a message names it. */
export function describePrincipal(principal: RequestPrincipal): string {
  switch (principal.kind) {
    case 'role-session':
      return principal.sessionArn;
    case 'user':
      return principal.arn;
    case 'service':
      return principal.service;
    case 'anonymous':
      return 'an anonymous caller';
  }
}

/** An error PolicyNotModelled about a request. */
export function notModelled(request: AccessRequest, why: string): PlatformError {
  return new PlatformError(policyErrors.PolicyNotModelled, {
    message: `${request.action} on ${request.resource}: ${why}.`,
    context: { action: request.action, resource: request.resource },
  });
}
