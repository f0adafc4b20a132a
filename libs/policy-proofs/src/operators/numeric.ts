import { policyMalformed, shown } from '../errors.js';
import { holds, orderingOperators, type Comparison } from './comparison.js';
import type { ConditionOperator } from './condition-operator.js';

/** A decimal number without rounding: `units` × 10^-`scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** A number to be compared with. */
export interface NumberTest {
  readonly kind: 'number';
  readonly comparison: Comparison;
  readonly bound: Decimal;
}

/** Reads an integer or a decimal fraction of at most 100 characters; undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = text.length <= 100 ? /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text) : null;
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const magnitude = BigInt(whole + fraction);
  return { units: sign === '-' ? -magnitude : magnitude, scale: fraction.length };
}

/** Negative, 0 or positive, as `left` is less than, equal to or greater than `right`. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const difference = left.units * 10n ** BigInt(right.scale) - right.units * 10n ** BigInt(left.scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The operators on numbers. Source: IAM User Guide, "Numeric condition operators". */
export const numericOperators: readonly ConditionOperator[] = orderingOperators(
  'Numeric',
  (comparison) => (text, position) => {
    const bound = parseDecimal(text);
    if (!bound) throw policyMalformed(position, `${shown(text)} is not a number`);
    return { kind: 'number', comparison, bound };
  },
);

export function matchesNumber(test: NumberTest, value: string): boolean {
  const number = parseDecimal(value);
  return number !== undefined && holds(test.comparison, compareDecimals(number, test.bound));
}
