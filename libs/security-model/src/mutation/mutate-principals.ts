import type { PolicyPrincipal, PolicyStatement } from '@regional-pipeline/platform-model';
import { listOf, type Mutator, type StatementMutation } from './statement-mutation.js';

/** An account that has no part in any pipeline, and a service that none uses. */
const stranger = '999999999999';
const strangeService = 'lambda.amazonaws.com';

/**
 * Mutations of Principal; none of an identity policy, which has none.
 *
 * @param accountId the account of the role or bucket that the policy belongs to
 */
export function mutatePrincipals(
  statement: PolicyStatement,
  accountId: string,
): readonly StatementMutation[] {
  const { Principal, ...rest } = statement;
  if (Principal === undefined) return [];
  const mutation = (mutator: Mutator, after: PolicyPrincipal, element = 'Principal'): StatementMutation => ({
    mutator,
    path: 'Principal',
    before: JSON.stringify(Principal),
    after: JSON.stringify({ [element]: after }),
    statements: [{ ...rest, [element]: after }],
  });
  const negated =
    statement.Effect === 'Deny' ? [mutation('principals negated', Principal, 'NotPrincipal')] : [];
  if (Principal === '*') {
    return [mutation('principal narrowed to an account', { AWS: accountId }), ...negated];
  }
  const { AWS = [], Service = [] } = Principal;
  const accounts = listOf(AWS).map((principal) => /\b\d{12}\b/.exec(principal)?.[0] ?? principal);
  const isAccount = listOf(AWS).every((principal) => /^(\d{12}|arn:[^:]*:iam::\d{12}:root)$/.test(principal));
  return [
    ...(isAccount && accounts.length > 0
      ? []
      : [mutation('principal widened to its account', { AWS: accounts[0] ?? accountId })]),
    mutation('principal widened to everyone', '*'),
    ...(listOf(AWS).length > 0
      ? [
          mutation('principal exchanged', { ...Principal, AWS: stranger }),
          mutation('principal added', { ...Principal, AWS: [...listOf(AWS), stranger] }),
        ]
      : []),
    ...(listOf(Service).length > 0
      ? [
          mutation('principal exchanged', { ...Principal, Service: strangeService }),
          mutation('principal added', { ...Principal, Service: [...listOf(Service), strangeService] }),
          mutation('principal added', { ...Principal, AWS: accountId }),
        ]
      : []),
    ...negated,
  ];
}
