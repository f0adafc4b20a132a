import type { ConditionOperator } from './condition-operator.js';
import { withNegation } from './condition-operator.js';

/** How a request's value compares with the policy's. */
export type Comparison = 'equals' | 'less-than' | 'less-than-equals' | 'greater-than' | 'greater-than-equals';

/** Tells whether a value whose order to the bound is `order` (negative, 0, positive) satisfies a comparison. */
export function holds(comparison: Comparison, order: number): boolean {
  switch (comparison) {
    case 'equals':
      return order === 0;
    case 'less-than':
      return order < 0;
    case 'less-than-equals':
      return order <= 0;
    case 'greater-than':
      return order > 0;
    case 'greater-than-equals':
      return order >= 0;
  }
}

/** The six operators of an ordered type, `NumericEquals` to `NumericGreaterThanEquals`. */
export function orderingOperators(
  type: 'Numeric' | 'Date',
  reading: (comparison: Comparison) => ConditionOperator['parseValue'],
): readonly ConditionOperator[] {
  const positive = (suffix: string, comparison: Comparison): ConditionOperator => ({
    name: `${type}${suffix}`,
    negated: false,
    parseValue: reading(comparison),
  });
  return [
    ...withNegation(`${type}Equals`, `${type}NotEquals`, reading('equals')),
    positive('LessThan', 'less-than'),
    positive('LessThanEquals', 'less-than-equals'),
    positive('GreaterThan', 'greater-than'),
    positive('GreaterThanEquals', 'greater-than-equals'),
  ];
}
