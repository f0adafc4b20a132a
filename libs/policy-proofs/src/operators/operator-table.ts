import { addressOperators } from './ip-address.js';
import { arnOperators } from './arn.js';
import { binaryOperators } from './binary.js';
import { boolOperators } from './bool.js';
import type { ConditionOperator } from './condition-operator.js';
import { dateOperators } from './date.js';
import { nullOperators } from './null.js';
import { numericOperators } from './numeric.js';
import { stringOperators } from './string.js';

/** Every condition operator that is modelled, by its name without prefix and suffix. */
export const conditionOperators: ReadonlyMap<string, ConditionOperator> = new Map(
  [
    stringOperators,
    arnOperators,
    numericOperators,
    dateOperators,
    boolOperators,
    binaryOperators,
    addressOperators,
    nullOperators,
  ]
    .flat()
    .map((operator) => [operator.name, operator]),
);
