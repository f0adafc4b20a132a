import type { PolicyStatement } from '@regional-pipeline/platform-model';
import { deploymentOf, virginia } from './golden-pipelines.js';
import type { Deployment } from '../deployment/deployment.js';

/** A policy statement that can be changed in its place. */
export type OpenStatement = { -readonly [Key in keyof PolicyStatement]: PolicyStatement[Key] } & {
  Condition?: Record<string, Record<string, unknown>>;
};

/** The policies of the golden templates of us-east-1, by what they are. */
export type EditedPolicy =
  | 'build role'
  | 'pipeline role'
  | 'deploy role'
  | 'deploy role trust'
  | 'boundary'
  | 'state bucket'
  | 'artifacts bucket'
  | 'key'
  | 'topic';

const places: Readonly<
  Record<EditedPolicy, readonly [template: number, ...path: readonly (string | number)[]]>
> = {
  'build role': [0, 'BuildRole', 'Properties', 'Policies', 0, 'PolicyDocument'],
  'pipeline role': [0, 'PipelineRole', 'Properties', 'Policies', 0, 'PolicyDocument'],
  'deploy role': [1, 'DeployRole', 'Properties', 'Policies', 0, 'PolicyDocument'],
  'deploy role trust': [1, 'DeployRole', 'Properties', 'AssumeRolePolicyDocument'],
  boundary: [1, 'PermissionsBoundary', 'Properties', 'PolicyDocument'],
  'state bucket': [0, 'StateBucketPolicy', 'Properties', 'PolicyDocument'],
  'artifacts bucket': [0, 'ArtifactsBucketPolicy', 'Properties', 'PolicyDocument'],
  key: [0, 'EncryptionKey', 'Properties', 'KeyPolicy'],
  topic: [0, 'MonitoringNotificationsTopicPolicy27346745', 'Properties', 'PolicyDocument'],
};

/** The pipeline of us-east-1 with one policy of its templates edited. */
export function withEditedPolicy(
  which: EditedPolicy,
  edit: (statements: OpenStatement[]) => void,
): Deployment {
  const [template, ...path] = places[which];
  return withEditedResources(template, (resources) => {
    const document = path.reduce<unknown>(
      (node, key) => (node as Record<string | number, unknown>)[key],
      resources,
    );
    edit((document as { Statement: OpenStatement[] }).Statement);
  });
}

/** The pipeline of us-east-1 with the resources of one template edited: 0 the regional one, 1 the management account's. */
export function withEditedResources(
  template: number,
  edit: (resources: Record<string, { Type: string; Properties: Record<string, unknown> }>) => void,
): Deployment {
  const templates = virginia.templates.map((one, index) => {
    if (index !== template) return one;
    const copy = structuredClone(one.template) as { Resources: Parameters<typeof edit>[0] };
    edit(copy.Resources);
    return { ...one, template: copy };
  });
  return deploymentOf({ ...virginia, templates });
}

/** The statement with an id, to be changed in its place. */
export function statementOf(statements: OpenStatement[], sid: string): OpenStatement {
  const statement = statements.find(({ Sid }) => Sid === sid);
  if (!statement) throw new TypeError(`there is no statement ${sid}`);
  return statement;
}

/** Takes a key out of a condition operator; the operator goes with its last key. */
export function dropCondition(statement: OpenStatement, operator: string, key: string): void {
  const keys = statement.Condition?.[operator];
  if (!keys || !(key in keys))
    throw new TypeError(`${String(statement.Sid)} has no condition ${operator} ${key}`);
  const without = <T>(record: Readonly<Record<string, T>>, name: string) =>
    Object.fromEntries(Object.entries(record).filter(([other]) => other !== name));
  const rest = without(keys, key);
  const others = without(statement.Condition ?? {}, operator);
  const conditions = Object.keys(rest).length > 0 ? { ...others, [operator]: rest } : others;
  if (Object.keys(conditions).length > 0) statement.Condition = conditions;
  else delete statement.Condition;
}
