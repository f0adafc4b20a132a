/**
 * The context keys that a policy may use as a variable, `${aws:PrincipalAccount}`, in lower case.
 *
 * Each has at most one value in a request, and this library's users know it from the request. Any other variable is
 * refused, for a key that a caller forgot to record would silently count as absent.
 */
const variables: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principaltype',
  'aws:requestedregion',
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:userid',
  'aws:username',
]);

/** Tells whether a context key, in lower case, may be used as a policy variable; so may a principal's tags. */
export function isPolicyVariable(key: string): boolean {
  return variables.has(key) || /^aws:principaltag\/./.test(key);
}

/** Gives the value that a variable (a context key in lower case) has in a request; undefined where it has none. */
export type VariableLookup = (key: string) => string | undefined;
