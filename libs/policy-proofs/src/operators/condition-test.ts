import type { VariableLookup } from '../patterns/policy-variable.js';
import { matchesAddress, type AddressTest } from './ip-address.js';
import { matchesArn, type ArnTest } from './arn.js';
import { matchesBinary, type BinaryTest } from './binary.js';
import { matchesBoolean, type BooleanTest } from './bool.js';
import { matchesInstant, type InstantTest } from './date.js';
import { matchesNumber, type NumberTest } from './numeric.js';
import type { AbsenceTest } from './null.js';
import { matchesText, type TextTest } from './string.js';

/** A value of a policy as its operator compares with it: what the evaluator and the proofs both read. */
export type ConditionTest =
  TextTest | ArnTest | NumberTest | InstantTest | BooleanTest | BinaryTest | AddressTest | AbsenceTest;

/** Tells whether one value of a request passes; a value that the operator cannot read passes nothing. */
export function passes(
  test: Exclude<ConditionTest, AbsenceTest>,
  value: string,
  variables: VariableLookup,
): boolean {
  switch (test.kind) {
    case 'text':
      return matchesText(test, value, variables);
    case 'arn':
      return matchesArn(test, value, variables);
    case 'number':
      return matchesNumber(test, value);
    case 'instant':
      return matchesInstant(test, value);
    case 'boolean':
      return matchesBoolean(test, value);
    case 'binary':
      return matchesBinary(test, value);
    case 'address':
      return matchesAddress(test, value);
  }
}
