import type { OneOrMany, PolicyStatement } from '@regional-pipeline/platform-model';

/** The ways in which statements are changed, by what is changed: the rows of the score. */
export const mutators = [
  'statement dropped',
  'statement repeated',
  'statement repeated without its conditions',
  'effect swapped',
  'principal widened to its account',
  'principal widened to everyone',
  'principal narrowed to an account',
  'principal exchanged',
  'principal added',
  'principals negated',
  'action dropped',
  'action lengthened by *',
  'action widened to its service',
  'actions widened to *',
  'action added',
  'actions negated',
  'resource dropped',
  'resource lengthened by *',
  'resource widened in a field',
  'resource narrowed',
  'resources widened to *',
  'resources negated',
  'condition dropped',
  'condition value dropped',
  'condition value lengthened by *',
  'condition value widened in a field',
  'condition value widened to *',
  'condition value exchanged',
  'condition value added',
  'condition negated',
  'condition made to ignore case',
  'condition made to hold where the key is absent',
  'condition made to fail where the key is absent',
  'condition read for all values',
  'condition read for any value',
] as const;

/** One way of changing a statement. */
export type Mutator = (typeof mutators)[number];

/** One small change of a statement, as somebody might make it by mistake. */
export interface StatementMutation {
  readonly mutator: Mutator;
  /** In the statement: `Condition.StringEquals.sts:ExternalId`; empty where it is about the whole of it. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** What stands in the statement's place: nothing, the changed one, or it and another. */
  readonly statements: readonly PolicyStatement[];
}

/** A value or several as a list. */
export function listOf<T>(values: OneOrMany<T>): readonly T[] {
  return [values].flat() as readonly T[];
}

/** A list in the form that a policy writes it in: a single value by itself. */
export function oneOrMany<T>(values: readonly T[]): OneOrMany<T> {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}
