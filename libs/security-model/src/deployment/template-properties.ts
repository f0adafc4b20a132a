/** A member of a JSON object; undefined where there is no such member, or no object. */
export function memberOf(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (node, key) =>
      typeof node === 'object' && node !== null
        ? (node as Readonly<Record<string, unknown>>)[key]
        : undefined,
    value,
  );
}

/** The list that a member is; empty where it is none. */
export function listOf(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const member = memberOf(value, ...path);
  return Array.isArray(member) ? member : [];
}
