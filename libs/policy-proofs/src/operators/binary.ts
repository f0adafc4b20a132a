import { policyMalformed, shown } from '../errors.js';
import type { ConditionOperator } from './condition-operator.js';

/** Bytes to be equal to, in base64 as the request has them too. */
export interface BinaryTest {
  readonly kind: 'binary';
  readonly base64: string;
}

/** The operator BinaryEquals. Source: IAM User Guide, "Binary condition operators". */
export const binaryOperators: readonly ConditionOperator[] = [
  {
    name: 'BinaryEquals',
    negated: false,
    parseValue: (text, position) => {
      if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
        throw policyMalformed(position, `${shown(text)} is not base64`);
      }
      return { kind: 'binary', base64: text };
    },
  },
];

export function matchesBinary(test: BinaryTest, value: string): boolean {
  return value === test.base64;
}
