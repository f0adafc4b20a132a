import type { PolicyPosition } from '../errors.js';
import type { ConditionTest } from './condition-test.js';

/** A condition operator without its prefix and suffix: how a value of a policy is read, and whether it is negated. */
export interface ConditionOperator {
  readonly name: string;
  /** A negated operator holds where none of the policy's values matches, and where the key is absent. */
  readonly negated: boolean;
  /** Reads one of the policy's values; throws PolicyMalformed where the operator cannot compare with it. */
  readonly parseValue: (text: string, position: PolicyPosition) => ConditionTest;
}

/** An operator and the one that is its negation. */
export function withNegation(
  name: string,
  negatedName: string,
  parseValue: ConditionOperator['parseValue'],
): readonly ConditionOperator[] {
  return [
    { name, negated: false, parseValue },
    { name: negatedName, negated: true, parseValue },
  ];
}
