import { PlatformError } from '@regional-pipeline/platform-model';
import { policyErrors } from '../errors.js';
import type { VariableLookup } from '../patterns/policy-variable.js';
import { describePrincipal, type AccessRequest } from './access-request.js';
import { derivedValue, recordedOnly } from './derived-keys.js';

/** The values of condition keys in one request. */
export interface RequestContext {
  /** The values of a key in lower case; an empty list where the request does not have it. */
  readonly valuesOf: (key: string) => readonly string[];
  /** The value of a policy variable. */
  readonly variables: VariableLookup;
}

/**
 * Builds the context of a request: the record's keys, and those that AWS derives, which win over the record.
 *
 * Asking it throws PolicyNotModelled for a key that AWS gives with such a request, that cannot be derived and that
 * the record does not have (`aws:userid` of a role), and for a policy variable of several values.
 */
export function requestContext(request: AccessRequest): RequestContext {
  const record = new Map<string, readonly string[]>();
  for (const [name, values] of Object.entries(request.context)) {
    const key = name.toLowerCase();
    record.set(key, [...(record.get(key) ?? []), ...(typeof values === 'string' ? [values] : values)]);
  }
  const valuesOf = (key: string): readonly string[] => {
    const value = derivedValue(request, key);
    const recorded = record.get(key) ?? [];
    if (value === undefined || (value === recordedOnly && recorded.length > 0)) return recorded;
    if (value !== recordedOnly) return value === null ? [] : [value];
    throw requestNotModelled(
      request,
      `a policy asks for ${key}, which ${describePrincipal(request.principal)} has and the request's record has not`,
    );
  };
  const variables: VariableLookup = (key) => {
    const [value, ...more] = valuesOf(key);
    if (more.length > 0) throw requestNotModelled(request, `the policy variable ${key} has several values`);
    return value;
  };
  return { valuesOf, variables };
}

/** An error PolicyNotModelled about a request. */
export function requestNotModelled(request: AccessRequest, why: string): PlatformError {
  const { action, resource } = request;
  const message = `${action} on ${resource}: ${why}.`;
  return new PlatformError(policyErrors.PolicyNotModelled, { message, context: { action, resource } });
}
