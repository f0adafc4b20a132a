import { memberOf, policyMalformed, policyNotModelled, shown, type PolicyPosition } from '../errors.js';
import { conditionOperators } from '../operators/operator-table.js';
import { listAt, objectAt } from './json-shape.js';
import type { ParsedCondition } from './parsed-policy.js';

const quantifiers = { ForAnyValue: 'any', ForAllValues: 'all' } as const;

/**
 * Parses the element Condition: all of its conditions must hold.
 *
 * @throws PolicyNotModelled for an operator that is not known
 * @throws PolicyMalformed for a value that the operator cannot compare with
 */
export function parseConditions(value: unknown, position: PolicyPosition): readonly ParsedCondition[] {
  return Object.entries(objectAt(value, position)).flatMap(([name, keys]) => {
    const place = memberOf(position, name);
    const operator = parseOperator(name, place);
    return Object.entries(objectAt(keys, place)).map(([key, values]) => {
      const keyPlace = memberOf(place, key);
      if (!/^[^\s:]+:\S/.test(key)) throw policyMalformed(keyPlace, `${shown(key)} is not a condition key`);
      const tests = listAt(values, keyPlace).map((item) => {
        if (typeof item !== 'string' && typeof item !== 'boolean' && typeof item !== 'number') {
          throw policyMalformed(keyPlace, `${shown(item)} is not a string`);
        }
        return operator.operator.parseValue(String(item), keyPlace);
      });
      return { ...operator, key: key.toLowerCase(), tests };
    });
  });
}

function parseOperator(
  text: string,
  position: PolicyPosition,
): Pick<ParsedCondition, 'operator' | 'ifExists' | 'quantifier'> {
  const [, prefix, name = '', suffix] =
    /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/.exec(text) ?? [];
  const operator = conditionOperators.get(name);
  if (!operator) throw policyNotModelled(position, `the condition operator ${shown(text)} is not known`);
  const ifExists = suffix !== undefined;
  if (name === 'Null' && (ifExists || prefix !== undefined)) {
    throw policyNotModelled(
      position,
      `Null takes neither a set operator nor IfExists, as ${shown(text)} does`,
    );
  }
  if (prefix !== 'ForAnyValue' && prefix !== 'ForAllValues') return { operator, ifExists };
  return { operator, ifExists, quantifier: quantifiers[prefix] };
}
