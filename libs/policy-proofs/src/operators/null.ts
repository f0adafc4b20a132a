import { policyMalformed, shown } from '../errors.js';
import { parseBoolean } from './bool.js';
import type { ConditionOperator } from './condition-operator.js';

/** Whether a key must be absent (`true`) or present (`false`). */
export interface AbsenceTest {
  readonly kind: 'absence';
  readonly absent: boolean;
}

/**
 * The operator Null, which takes neither a set operator nor IfExists.
 * Source: IAM User Guide, "Condition operator to check existence of condition keys".
 */
export const nullOperators: readonly ConditionOperator[] = [
  {
    name: 'Null',
    negated: false,
    parseValue: (text, position) => {
      const absent = parseBoolean(text);
      if (absent === undefined) throw policyMalformed(position, `${shown(text)} is neither true nor false`);
      return { kind: 'absence', absent };
    },
  },
];
