import {
  absent,
  action,
  allOf,
  resource,
  resourceAccount,
  roleSession,
  when,
  type AccessRequest,
  type PolicySet,
  type RequestSet,
} from '@regional-pipeline/policy-proofs';

/** What follows from the principal, which a set of requests is given anyway. */
const derived = ['aws:principalarn', 'aws:principalaccount'];

/** The condition keys that policies ask for, with a request's values; null where it has none. What else it has is no matter. */
export function namedKeysOf(
  policies: PolicySet,
  request: AccessRequest,
): Readonly<Record<string, string | readonly string[] | null>> {
  const values = new Map(Object.entries(request.context).map(([key, value]) => [key.toLowerCase(), value]));
  const documents = [...policies.identity, ...(policies.resource ? [policies.resource] : [])];
  const named = documents.flatMap(({ document }) =>
    document.Statement.flatMap(({ Condition = {} }) => [
      ...Object.values(Condition).flatMap((keys) => Object.keys(keys)),
      ...[...JSON.stringify(Condition).matchAll(/\$\{([^}]+)\}/g)].map(([, key]) => key ?? ''),
    ]),
  );
  const keys = [...new Set(named.map((key) => key.toLowerCase()))].filter((key) => !derived.includes(key));
  return Object.fromEntries(keys.map((key) => [key, values.get(key) ?? null]));
}

/** The set of a request and of those that the policies cannot tell from it. */
export function setOf(request: AccessRequest, policies: PolicySet): RequestSet {
  const { principal, resourceAccountId } = request;
  if (principal.kind !== 'role-session') throw new TypeError('every caller of a run is a session of a role');
  const keys = Object.entries(namedKeysOf(policies, request));
  const given = keys.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const missing = keys.filter(([, value]) => value === null).map(([key]) => key);
  return allOf(
    action(request.action),
    resource(request.resource),
    roleSession(principal.roleArn),
    ...(resourceAccountId === undefined ? [] : [resourceAccount(resourceAccountId)]),
    ...(given.length > 0 ? [when({ StringEquals: Object.fromEntries(given) })] : []),
    ...(missing.length > 0 ? [absent(...missing)] : []),
  );
}
