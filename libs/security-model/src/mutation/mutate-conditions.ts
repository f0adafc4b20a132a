import type { ConditionBlock, ConditionValue, PolicyStatement } from '@regional-pipeline/platform-model';
import { listOf, oneOrMany, type Mutator, type StatementMutation } from './statement-mutation.js';
import { widenArn } from './widen-arn.js';

/** One key of one operator of a statement. */
interface PlacedCondition {
  readonly statement: PolicyStatement;
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

const negations: Readonly<Record<string, string>> = {
  StringEquals: 'StringNotEquals',
  StringEqualsIgnoreCase: 'StringNotEqualsIgnoreCase',
  StringLike: 'StringNotLike',
  ArnEquals: 'ArnNotEquals',
  ArnLike: 'ArnNotLike',
};
const negationOf = new Map(
  Object.entries(negations).flatMap(([one, other]) => [
    [one, other],
    [other, one],
  ]),
);

/** Mutations of each condition of a statement. */
export function mutateConditions(statement: PolicyStatement): readonly StatementMutation[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]) => {
      const condition = { statement, operator, key, values: listOf(values).map(String) };
      return [...mutateValues(condition), ...mutateOperator(condition)];
    }),
  );
}

function mutateValues(condition: PlacedCondition): readonly StatementMutation[] {
  const { operator, values } = condition;
  const isBool = operator.startsWith('Bool');
  const isArn = operator.includes('Arn');
  const exchanged = (mutator: Mutator, before: string, after: string, inOperator = operator) =>
    mutation(
      condition,
      mutator,
      before,
      after,
      inOperator,
      values.map((one) => (one === before ? after : one)),
    );
  if (isBool) {
    return values.map((value) =>
      exchanged('condition value exchanged', value, value === 'true' ? 'false' : 'true'),
    );
  }
  // A wildcard is one in these operators alone.
  const withWildcards = isArn ? operator : operator.replace(/Equals(IgnoreCase)?/, 'Like');
  return values.flatMap((value) => [
    ...(values.length > 1
      ? [
          mutation(
            condition,
            'condition value dropped',
            value,
            '',
            operator,
            values.filter((one) => one !== value),
          ),
        ]
      : []),
    ...(value.endsWith('*')
      ? []
      : [exchanged('condition value lengthened by *', value, `${value}*`, withWildcards)]),
    ...(isArn
      ? widenArn(value).map(({ arn }) => exchanged('condition value widened in a field', value, arn))
      : [exchanged('condition value widened to *', value, '*', withWildcards)]),
    exchanged('condition value exchanged', value, value.startsWith('arn:') ? `${value}x` : `x${value}`),
    mutation(condition, 'condition value added', '', otherThan(value), operator, [
      ...values,
      otherThan(value),
    ]),
  ]);
}

/** A value of the same kind that is none of the pipeline's. */
function otherThan(value: string): string {
  return value.startsWith('arn:') ? value.replace(/[^:/]+$/, 'other') : 'other';
}

function mutateOperator(condition: PlacedCondition): readonly StatementMutation[] {
  const { operator, values } = condition;
  const [, quantifier = '', name = '', ifExists = ''] =
    /^(ForAnyValue:|ForAllValues:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const to = (mutator: Mutator, changed: string) =>
    mutation(condition, mutator, operator, changed, changed, values);
  const negated = negationOf.get(name);
  return [
    mutation(condition, 'condition dropped', values.join(', '), '', undefined, values),
    ...(negated ? [to('condition negated', `${quantifier}${negated}${ifExists}`)] : []),
    ifExists
      ? to('condition made to fail where the key is absent', `${quantifier}${name}`)
      : to('condition made to hold where the key is absent', `${operator}IfExists`),
    ...(/^String(Not)?Equals$/.test(name)
      ? [to('condition made to ignore case', `${quantifier}${name}IgnoreCase${ifExists}`)]
      : []),
    ...(quantifier === 'ForAllValues:'
      ? []
      : [to('condition read for all values', `ForAllValues:${name}${ifExists}`)]),
    ...(quantifier === 'ForAnyValue:'
      ? []
      : [to('condition read for any value', `ForAnyValue:${name}${ifExists}`)]),
  ];
}

/** The statement with the condition under another operator, or without it. */
function mutation(
  { statement, operator, key }: PlacedCondition,
  mutator: Mutator,
  before: string,
  after: string,
  inOperator: string | undefined,
  values: readonly ConditionValue[],
): StatementMutation {
  const { Condition = {}, ...rest } = statement;
  const without = withoutKey(Condition, operator, key);
  const block: ConditionBlock = inOperator
    ? { ...without, [inOperator]: { ...without[inOperator], [key]: oneOrMany(values) } }
    : without;
  return {
    mutator,
    path: `Condition.${operator}.${key}`,
    before,
    after,
    statements: [Object.keys(block).length > 0 ? { ...rest, Condition: block } : rest],
  };
}

/** The operator goes with its last key. */
function withoutKey(block: ConditionBlock, operator: string, key: string): ConditionBlock {
  const keys = Object.entries(block[operator] ?? {}).filter(([name]) => name !== key);
  const others = Object.entries(block).filter(([name]) => name !== operator);
  return Object.fromEntries([
    ...others,
    ...(keys.length > 0 ? [[operator, Object.fromEntries(keys)] as const] : []),
  ]);
}
