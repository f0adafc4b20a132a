/** One value or several, as IAM's policy grammar takes them nearly everywhere. */
export type OneOrMany<T> = T | readonly T[];

/** Who a statement of a resource policy is about. */
export type PolicyPrincipal =
  | '*'
  | {
      readonly AWS?: OneOrMany<string>;
      readonly Service?: OneOrMany<string>;
      readonly Federated?: OneOrMany<string>;
      readonly CanonicalUser?: OneOrMany<string>;
    };

/** A value of a condition: IAM takes booleans and numbers as well and compares their text. */
export type ConditionValue = string | boolean | number;

/** Operator → condition key → values: `{ StringEquals: { 'sts:ExternalId': 'x' } }`. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, OneOrMany<ConditionValue>>>>>;

/** A statement of an IAM policy, in the policy language's own names. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: PolicyPrincipal;
  readonly NotPrincipal?: PolicyPrincipal;
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Condition?: ConditionBlock;
}

/** An IAM policy document as it stands in a template, a role or a bucket. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Id?: string;
  readonly Statement: readonly PolicyStatement[];
}
