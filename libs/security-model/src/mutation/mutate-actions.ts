import type { PolicyStatement } from '@regional-pipeline/platform-model';
import { listOf, oneOrMany, type Mutator, type StatementMutation } from './statement-mutation.js';

/** What is added to the actions of a statement: each opens or closes a service of its own. */
const addedActions = ['iam:*', 's3:*', 'sts:AssumeRole'];

/**
 * Mutations of Action or NotAction. Widening an action to its service takes all of the statement's actions of that
 * service along: what one of them does alone, it does beside the others.
 */
export function mutateActions(statement: PolicyStatement): readonly StatementMutation[] {
  const element = statement.Action === undefined ? 'NotAction' : 'Action';
  const other = element === 'Action' ? 'NotAction' : 'Action';
  const { Action, NotAction, ...rest } = statement;
  const actions = listOf(Action ?? NotAction ?? []);
  const mutation = (
    mutator: Mutator,
    before: string,
    after: string,
    list: readonly string[],
    name: 'Action' | 'NotAction' = element,
  ): StatementMutation => ({
    mutator,
    path: element,
    before,
    after,
    statements: [{ ...rest, [name]: oneOrMany(list) }],
  });
  const services = [...new Set(actions.map((action) => action.split(':')[0] ?? ''))].filter(
    (service) => service !== '*',
  );
  const ofService = (service: string) => (action: string) => action.startsWith(`${service}:`);
  const isWhole = (service: string) => actions.includes(`${service}:*`);
  return [
    ...(actions.length > 1
      ? actions.map((action) =>
          mutation(
            'action dropped',
            action,
            '',
            actions.filter((one) => one !== action),
          ),
        )
      : []),
    ...actions
      .filter((action) => !action.endsWith('*'))
      .map((action) =>
        mutation(
          'action lengthened by *',
          action,
          `${action}*`,
          actions.map((one) => (one === action ? `${one}*` : one)),
        ),
      ),
    ...services
      .filter((service) => !isWhole(service))
      .map((service) =>
        mutation(
          'action widened to its service',
          actions.filter(ofService(service)).join(', '),
          `${service}:*`,
          [...actions.filter((action) => !ofService(service)(action)), `${service}:*`],
        ),
      ),
    ...(actions.includes('*') ? [] : [mutation('actions widened to *', actions.join(', '), '*', ['*'])]),
    ...addedActions
      .filter(
        (added) => !actions.includes('*') && !actions.includes(added) && !isWhole(added.split(':')[0] ?? ''),
      )
      .map((added) => mutation('action added', '', added, [...actions, added])),
    mutation('actions negated', element, other, actions, other),
  ];
}
