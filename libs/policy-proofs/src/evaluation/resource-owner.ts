import { PlatformError } from '@regional-pipeline/platform-model';
import { policyErrors } from '../errors.js';
import type { AccessRequest } from './access-request.js';

/**
 * Tells which account owns the resource of a request: what the request says, else what the ARN says. An action
 * without a resource type (`*`) and a resource that AWS itself owns (account field `aws`) count as the principal's.
 *
 * @returns undefined for a service or an anonymous caller, to whom every account is another one
 * @throws RequestIncomplete where neither says it, for then a grant of another account could not be told
 */
export function ownerOf(request: AccessRequest): string | undefined {
  const { principal, resource, resourceAccountId } = request;
  if (resourceAccountId !== undefined) return resourceAccountId;
  const account = resource.split(':')[4] ?? '';
  if (/^\d{12}$/.test(account)) return account;
  if (principal.kind === 'service' || principal.kind === 'anonymous') return undefined;
  if (resource === '*' || account === 'aws') return principal.accountId;
  throw new PlatformError(policyErrors.RequestIncomplete, {
    message: `${request.action} on ${resource}: the ARN does not name the account that owns the resource.`,
    remedy: 'Give the request its resourceAccountId.',
    context: { action: request.action, resource },
  });
}
