import { policyMalformed, shown } from '../errors.js';
import { confineToArnFields } from '../patterns/arn-pattern.js';
import { matchesGlob, resolveGlob } from '../patterns/glob.js';
import { parsePattern, type Pattern } from '../patterns/pattern.js';
import type { VariableLookup } from '../patterns/policy-variable.js';
import { withNegation, type ConditionOperator } from './condition-operator.js';

/** An ARN to be matched field by field. */
export interface ArnTest {
  readonly kind: 'arn';
  readonly pattern: Pattern;
}

const readArn: ConditionOperator['parseValue'] = (text, position) => {
  const pattern = parsePattern(text, true, position);
  const hasVariable = pattern.some(({ kind }) => kind === 'variable');
  if (!hasVariable && !/^[^:]+:(?:[^:]*:){4}/.test(text)) {
    throw policyMalformed(position, `${shown(text)} is not an ARN of six fields`);
  }
  return { kind: 'arn', pattern };
};

/**
 * The operators on ARNs: ArnEquals and ArnLike do the same, wildcards included.
 * Source: IAM User Guide, "Amazon Resource Name (ARN) condition operators".
 */
export const arnOperators: readonly ConditionOperator[] = [
  ...withNegation('ArnEquals', 'ArnNotEquals', readArn),
  ...withNegation('ArnLike', 'ArnNotLike', readArn),
];

export function matchesArn(test: ArnTest, value: string, variables: VariableLookup): boolean {
  const glob = resolveGlob(test.pattern, variables);
  return glob !== undefined && matchesGlob(confineToArnFields(glob, false), value);
}
