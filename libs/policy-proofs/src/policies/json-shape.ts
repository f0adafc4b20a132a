import { policyMalformed, policyNotModelled, shown, type PolicyPosition } from '../errors.js';

/** Takes a JSON object, or throws PolicyMalformed. */
export function objectAt(value: unknown, position: PolicyPosition): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw policyMalformed(position, `${shown(value)} is not an object`);
  }
  return value as Readonly<Record<string, unknown>>;
}

/** Takes a value or a list of at least one, or throws PolicyMalformed; for a list that no policy has room for, PolicyNotModelled. */
export function listAt(value: unknown, position: PolicyPosition): readonly unknown[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw policyMalformed(position, 'the list is empty');
  if (list.length > longestList) {
    throw policyNotModelled(
      position,
      `the list has ${list.length} entries, and no policy that AWS takes has room for ${longestList}`,
    );
  }
  return list;
}

/** The largest policy that AWS takes has 20,480 characters (of a bucket). */
const longestList = 2500;

/** Takes a string or a list of at least one, or throws PolicyMalformed. */
export function stringsAt(value: unknown, position: PolicyPosition): readonly string[] {
  return listAt(value, position).map((item) => {
    if (typeof item !== 'string') throw policyMalformed(position, `${shown(item)} is not a string`);
    return item;
  });
}
