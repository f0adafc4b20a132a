import { shown } from '../errors.js';
import type { IntrinsicScope } from './intrinsic-functions.js';
import {
  templateList,
  templateMalformed,
  templateObject,
  templateOperands,
  templateText,
  templateUnresolvable,
} from './template-value.js';

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
  const nested = (operands: readonly unknown[]) =>
    operands.map((item, index) => evaluateCondition(item, `${place}/${index}`, scope));
  switch (operator) {
    case 'Condition':
      return scope.condition(templateText(operand, place), place);
    case 'Fn::Equals': {
      const [left, right] = templateOperands(operand, 2, place).map((item, index) =>
        templateText(scope.resolve(item, `${place}/${index}`), `${place}/${index}`),
      );
      return left === right;
    }
    case 'Fn::And':
      return nested(templateList(operand, place)).every(Boolean);
    case 'Fn::Or':
      return nested(templateList(operand, place)).some(Boolean);
    case 'Fn::Not':
      return !nested(templateOperands(operand, 1, place)).some(Boolean);
    default:
      throw templateUnresolvable(place, `${operator} is not known in a condition`);
  }
}
