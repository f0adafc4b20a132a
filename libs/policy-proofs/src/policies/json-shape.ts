import { policyMalformed, shown, type PolicyPosition } from '../errors.js';

/** Takes a JSON object, or throws PolicyMalformed. */
export function objectAt(value: unknown, position: PolicyPosition): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw policyMalformed(position, `${shown(value)} is not an object`);
  }
  return value as Readonly<Record<string, unknown>>;
}

/** Takes a value or a list of at least one, or throws PolicyMalformed. */
export function listAt(value: unknown, position: PolicyPosition): readonly unknown[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw policyMalformed(position, 'the list is empty');
  return list;
}

/** Takes a string or a list of at least one, or throws PolicyMalformed. */
export function stringsAt(value: unknown, position: PolicyPosition): readonly string[] {
  return listAt(value, position).map((item) => {
    if (typeof item !== 'string') throw policyMalformed(position, `${shown(item)} is not a string`);
    return item;
  });
}
