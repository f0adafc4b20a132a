import { passes } from '../operators/condition-test.js';
import type { VariableLookup } from '../patterns/policy-variable.js';
import type { ParsedCondition } from '../policies/parsed-policy.js';
import type { AccessRequest } from './access-request.js';
import { requestNotModelled, type RequestContext } from './request-context.js';

/**
 * Tells whether a condition holds of the values of its key, of which there are none where the key is absent.
 *
 * - One value passes a positive operator where any of the policy's values matches, a negated one where none does.
 * - An absent key fails a positive operator and passes a negated one; with `IfExists` it always passes.
 * - `ForAnyValue:` wants a value that passes, and fails where the key is absent; `ForAllValues:` wants no value that
 *   fails, and passes where it is absent. To both, a single empty string is no value.
 *
 * Source: IAM User Guide, "Condition operators", "Set operators for multivalued context keys".
 *
 * @returns undefined for several values without a set operator: AWS documents no answer
 */
export function holdsForValues(
  condition: ParsedCondition,
  recorded: readonly string[],
  variables: VariableLookup,
): boolean | undefined {
  const { operator, quantifier } = condition;
  const values = quantifier && recorded.every((value) => value === '') ? [] : recorded;
  const passesOperator = (value: string) =>
    operator.negated !==
    condition.tests.some((test) => test.kind !== 'absence' && passes(test, value, variables));

  if (operator.name === 'Null') {
    return condition.tests.some((test) => test.kind === 'absence' && test.absent === (values.length === 0));
  }
  if (values.length === 0)
    return condition.ifExists || (quantifier ? quantifier === 'all' : operator.negated);
  if (quantifier === 'any') return values.some(passesOperator);
  if (quantifier === 'all' || values.length === 1) return values.every(passesOperator);
  return undefined;
}

/**
 * Tells whether a condition holds of a request.
 *
 * @throws PolicyNotModelled for a key of several values without a set operator: AWS documents no answer
 */
export function matchesCondition(
  condition: ParsedCondition,
  request: AccessRequest,
  context: RequestContext,
): boolean {
  const { operator, key } = condition;
  const values = context.valuesOf(key);
  const holds = holdsForValues(condition, values, context.variables);
  if (holds !== undefined) return holds;
  throw requestNotModelled(
    request,
    `${key} has ${values.length} values, and ${operator.name} has no set operator`,
  );
}
