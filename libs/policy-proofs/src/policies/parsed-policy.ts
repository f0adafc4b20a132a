import type { ConditionOperator } from '../operators/condition-operator.js';
import type { ConditionTest } from '../operators/condition-test.js';
import type { Pattern } from '../patterns/pattern.js';

/** Where a policy is attached decides its grammar: only a resource policy has principals, a trust policy no resources. */
export type PolicyKind = 'identity' | 'resource' | 'trust';

/** A policy document in one shape: every list a list, every pattern parsed, every operator known. */
export interface ParsedPolicy {
  readonly name: string;
  readonly statements: readonly ParsedStatement[];
}

/** A list of an element that has a negated form: `NotAction` is the complement of the same list. */
export interface Selection<T> {
  readonly complement: boolean;
  readonly values: readonly T[];
}

/** A statement; each of its parts must match for it to apply. */
export interface ParsedStatement {
  /** Its place in the document, from 0. */
  readonly index: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  /** In resource and trust policies alone. */
  readonly principals?: Selection<ParsedPrincipal>;
  /** In lower case: actions ignore case. */
  readonly actions: Selection<Pattern>;
  /** Absent in trust policies, whose resource is the role that carries them. */
  readonly resources?: Selection<Pattern>;
  readonly conditions: readonly ParsedCondition[];
}

/** Whom a resource policy names. */
export type ParsedPrincipal =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'account'; readonly accountId: string }
  /** A role, a role session or a user, by its ARN. */
  | { readonly kind: 'arn'; readonly arn: string }
  | { readonly kind: 'service'; readonly service: string };

/** One key of one operator. */
export interface ParsedCondition {
  readonly operator: ConditionOperator;
  /** Holds where the key is absent. */
  readonly ifExists: boolean;
  /** `ForAnyValue:` or `ForAllValues:`, for keys of several values. */
  readonly quantifier?: 'any' | 'all';
  /** In lower case: the names of keys ignore case. */
  readonly key: string;
  readonly tests: readonly ConditionTest[];
}
