import type { PolicyStatement } from '@regional-pipeline/platform-model';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { CfnResource, type IAspect } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** A policy statement that can be changed in its place. */
export type OpenStatement = { -readonly [Key in keyof PolicyStatement]: PolicyStatement[Key] } & {
  Condition?: Record<string, unknown>;
};

/** A policy of the app's constructs: the id of its resource, and where it stands among the properties. */
export type EditedPolicy =
  | 'BuildRole Policies.0.PolicyDocument'
  | 'StateBucketPolicy PolicyDocument'
  | 'DeployRole AssumeRolePolicyDocument'
  | 'DeployRole Policies.0.PolicyDocument';

/** Changes a policy in the construct tree, as an aspect of somebody's app could, before the app is synthesized. */
export class PolicyEdit implements IAspect {
  /** How many policies were changed: an edit that finds nothing tests nothing. */
  edited = 0;

  constructor(
    private readonly policy: EditedPolicy,
    private readonly edit: (statements: OpenStatement[]) => void,
  ) {}

  visit(construct: IConstruct): void {
    const [logicalId, path = ''] = this.policy.split(' ');
    if (!CfnResource.isCfnResource(construct)) return;
    if (construct.stack.resolve(construct.logicalId) !== logicalId) return;
    const document = construct.stack.resolve(policyOf(construct, path)) as { Statement: OpenStatement[] };
    this.edit(document.Statement);
    construct.addPropertyOverride(path, document);
    this.edited += 1;
  }
}

function policyOf(construct: CfnResource, path: string): unknown {
  if (construct instanceof CfnBucketPolicy) return construct.policyDocument;
  if (!(construct instanceof CfnRole)) throw new TypeError(`${construct.node.path} has no policy`);
  if (path === 'AssumeRolePolicyDocument') return construct.assumeRolePolicyDocument;
  const [policy] = construct.stack.resolve(construct.policies) as readonly { policyDocument: unknown }[];
  return policy?.policyDocument;
}

/** The statement with an id, to be changed in its place. */
export function statementOf(statements: OpenStatement[], sid: string): OpenStatement {
  const statement = statements.find(({ Sid }) => Sid === sid);
  if (!statement) throw new TypeError(`there is no statement ${sid}`);
  return statement;
}

/** Takes the one condition operator with all of its keys away. */
export function dropCondition(statements: OpenStatement[], sid: string, operator: string): void {
  const statement = statementOf(statements, sid);
  const { [operator]: dropped, ...rest } = statement.Condition ?? {};
  if (dropped === undefined) throw new TypeError(`${sid} has no condition ${operator}`);
  if (Object.keys(rest).length > 0) statement.Condition = rest;
  else delete statement.Condition;
}

/** Grants a statement's actions, resources, or the actions that a Deny leaves out, one more. */
export function add(
  statements: OpenStatement[],
  sid: string,
  element: 'Action' | 'NotAction' | 'Resource',
  value: string,
): void {
  const statement = statementOf(statements, sid);
  statement[element] = [...[statement[element] ?? []].flat(), value];
}
