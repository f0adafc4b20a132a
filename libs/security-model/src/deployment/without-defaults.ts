import { memberOf } from './template-properties.js';

/**
 * A template whose parameters have no default. Who deploys it may give a parameter any value, so nothing that is
 * proved may rest on one: a policy that uses it is unresolvable.
 */
export function withoutDefaults(template: unknown): unknown {
  const parameters = memberOf(template, 'Parameters');
  if (typeof parameters !== 'object' || parameters === null) return template;
  const entries = Object.entries(parameters as Readonly<Record<string, object>>);
  const Parameters = Object.fromEntries(
    entries.map(([name, declaration]) => [name, { ...declaration, Default: undefined }]),
  );
  return { ...(template as object), Parameters };
}
