import type { PolicyStatement } from '@regional-pipeline/platform-model';
import { listOf, oneOrMany, type Mutator, type StatementMutation } from './statement-mutation.js';
import { narrowPattern, widenArn } from './widen-arn.js';

/** Mutations of Resource or NotResource; none of a trust policy, which has no resource. */
export function mutateResources(statement: PolicyStatement): readonly StatementMutation[] {
  const { Resource, NotResource, ...rest } = statement;
  if (Resource === undefined && NotResource === undefined) return [];
  const element = Resource === undefined ? 'NotResource' : 'Resource';
  const other = element === 'Resource' ? 'NotResource' : 'Resource';
  const resources = listOf(Resource ?? NotResource ?? []);
  const mutation = (
    mutator: Mutator,
    before: string,
    after: string,
    list: readonly string[],
    name: 'Resource' | 'NotResource' = element,
  ): StatementMutation => ({
    mutator,
    path: element,
    before,
    after,
    statements: [{ ...rest, [name]: oneOrMany(list) }],
  });
  const exchanged = (mutator: Mutator, resource: string, after: string) =>
    mutation(
      mutator,
      resource,
      after,
      resources.map((one) => (one === resource ? after : one)),
    );
  return [
    ...resources.flatMap((resource) => [
      ...(resources.length > 1
        ? [
            mutation(
              'resource dropped',
              resource,
              '',
              resources.filter((one) => one !== resource),
            ),
          ]
        : []),
      ...(resource.endsWith('*') ? [] : [exchanged('resource lengthened by *', resource, `${resource}*`)]),
      ...widenArn(resource).map(({ arn }) => exchanged('resource widened in a field', resource, arn)),
      exchanged('resource narrowed', resource, narrowPattern(resource)),
    ]),
    ...(resources.includes('*')
      ? []
      : [mutation('resources widened to *', resources.join(', '), '*', ['*'])]),
    mutation('resources negated', element, other, resources, other),
  ];
}
