import type { PolicyStatement } from '@regional-pipeline/platform-model';
import { mutateActions } from './mutate-actions.js';
import { mutateConditions } from './mutate-conditions.js';
import { mutatePrincipals } from './mutate-principals.js';
import { mutateResources } from './mutate-resources.js';
import type { StatementMutation } from './statement-mutation.js';

/**
 * Every mutation of a statement: of its effect, principals, actions, resources and conditions, and of the whole.
 *
 * @param accountId the account of the role or bucket that the policy belongs to
 */
export function mutateStatement(statement: PolicyStatement, accountId: string): readonly StatementMutation[] {
  return [
    ...mutateWhole(statement),
    ...mutatePrincipals(statement, accountId),
    ...mutateActions(statement),
    ...mutateResources(statement),
    ...mutateConditions(statement),
  ];
}

function mutateWhole(statement: PolicyStatement): readonly StatementMutation[] {
  const { Condition, ...unconditional } = statement;
  const whole = { path: '', before: '', after: '' };
  const again = `${statement.Sid ?? ''}Again`;
  const Effect = statement.Effect === 'Allow' ? 'Deny' : 'Allow';
  return [
    { mutator: 'statement dropped', ...whole, statements: [] },
    {
      mutator: 'effect swapped',
      path: 'Effect',
      before: statement.Effect,
      after: Effect,
      statements: [{ ...statement, Effect }],
    },
    { mutator: 'statement repeated', ...whole, statements: [statement, { ...statement, Sid: again }] },
    ...(Condition === undefined
      ? []
      : [
          {
            mutator: 'statement repeated without its conditions' as const,
            ...whole,
            statements: [statement, { ...unconditional, Sid: again }],
          },
        ]),
  ];
}
