import { policyMalformed, shown } from '../errors.js';
import type { ConditionOperator } from './condition-operator.js';

/** A truth value to be equal to. */
export interface BooleanTest {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** Reads `true` or `false` in any case; undefined for anything else. */
export function parseBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}

/** The operator Bool. Source: IAM User Guide, "Boolean condition operators". */
export const boolOperators: readonly ConditionOperator[] = [
  {
    name: 'Bool',
    negated: false,
    parseValue: (text, position) => {
      const value = parseBoolean(text);
      if (value === undefined) throw policyMalformed(position, `${shown(text)} is neither true nor false`);
      return { kind: 'boolean', value };
    },
  },
];

export function matchesBoolean(test: BooleanTest, value: string): boolean {
  return parseBoolean(value) === test.value;
}
