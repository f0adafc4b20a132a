import { matchesGlob, resolveGlob } from '../patterns/glob.js';
import { parsePattern, type Pattern } from '../patterns/pattern.js';
import type { VariableLookup } from '../patterns/policy-variable.js';
import { withNegation, type ConditionOperator } from './condition-operator.js';

/** A string to be matched: `*` and `?` are wildcards in StringLike alone, and match colons. */
export interface TextTest {
  readonly kind: 'text';
  readonly pattern: Pattern;
  readonly ignoreCase: boolean;
}

function reading(wildcards: boolean, ignoreCase: boolean): ConditionOperator['parseValue'] {
  return (text, position) => ({ kind: 'text', pattern: parsePattern(text, wildcards, position), ignoreCase });
}

/** The operators on strings. Source: IAM User Guide, "String condition operators". */
export const stringOperators: readonly ConditionOperator[] = [
  ...withNegation('StringEquals', 'StringNotEquals', reading(false, false)),
  ...withNegation('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', reading(false, true)),
  ...withNegation('StringLike', 'StringNotLike', reading(true, false)),
];

export function matchesText(test: TextTest, value: string, variables: VariableLookup): boolean {
  if (!test.ignoreCase) {
    const glob = resolveGlob(test.pattern, variables);
    return glob !== undefined && matchesGlob(glob, value);
  }
  const folded = test.pattern.map((token) =>
    token.kind === 'literal' ? { ...token, text: token.text.toLowerCase() } : token,
  );
  const glob = resolveGlob(folded, (key) => variables(key)?.toLowerCase());
  return glob !== undefined && matchesGlob(glob, value.toLowerCase());
}
