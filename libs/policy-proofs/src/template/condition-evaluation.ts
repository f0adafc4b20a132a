import { shown } from '../errors.js';
import type { IntrinsicScope } from './intrinsic-functions.js';
import { templateList, templateMalformed, templateObject, templateUnresolvable } from './template-value.js';

/** Evaluates a condition of a template: Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition. */
export function evaluateCondition(
  value: unknown,
  path: string,
  scope: Pick<IntrinsicScope, 'resolve' | 'condition'>,
): boolean {
  const [entry, ...more] = Object.entries(templateObject(value, path));
  if (!entry || more.length > 0) throw templateMalformed(path, `${shown(value)} is not a condition`);
  const [operator, operand] = entry;
  const place = `${path}/${operator}`;
  if (operator === 'Condition' && typeof operand === 'string') return scope.condition(operand, place);
  const operands = templateList(operand, place);
  const nested = () => operands.map((item, index) => evaluateCondition(item, `${place}/${index}`, scope));
  switch (operator) {
    case 'Fn::Equals': {
      const [left, right] = operands.map((item, index) => scope.resolve(item, `${place}/${index}`));
      return String(left) === String(right);
    }
    case 'Fn::And':
      return nested().every(Boolean);
    case 'Fn::Or':
      return nested().some(Boolean);
    case 'Fn::Not':
      return !nested().some(Boolean);
    default:
      throw templateUnresolvable(path, `${operator} is not known in a condition`);
  }
}
