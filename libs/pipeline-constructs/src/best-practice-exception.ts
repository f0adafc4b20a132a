import { Token, Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** A finding of cdk-nag's AwsSolutions pack that is as it should be, and why. */
export interface BestPracticeException {
  /** The rule without the pack's name: `S1`. */
  readonly rule: string;
  /** What of the construct it is about, where the rule tells findings apart: `Resource::*`. */
  readonly findings?: readonly string[];
  readonly reason: string;
}

/**
 * Accepts findings of cdk-nag on a construct and what is below it. What is not named here still fails a validation, so
 * a new wildcard needs a new reason. The security model's proofs take no exceptions.
 */
export function acceptFindings(construct: IConstruct, ...exceptions: readonly BestPracticeException[]): void {
  const rules = exceptions.flatMap(({ rule, findings, reason }) => {
    const id = `AwsSolutions::AwsSolutions-${rule}`;
    if (!findings) return [{ id, reason }];
    // What names the account that a template is only later deployed in is no text that a finding could be known by.
    const known = findings.filter((finding) => !Token.isUnresolved(finding));
    return known.map((finding) => ({ id: `${id}[${finding}]`, reason }));
  });
  Validations.of(construct).acknowledge(...rules);
}
