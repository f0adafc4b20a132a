import { PlatformError } from '@regional-pipeline/platform-model';
import { policyErrors } from '../errors.js';
import type { AccessRequest } from './access-request.js';

/** The account that owns the resource of a request, where the request or its ARN says so. */
export function namedOwnerOf({ resource, resourceAccountId }: AccessRequest): string | undefined {
  return resourceAccountId ?? /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource)?.[1];
}

/**
 * The account in which a request is decided: the resource's owner. An action without a resource type (`*`) and a
 * resource that AWS itself owns (account field `aws`) count as the principal's own.
 *
 * @returns undefined for a service or an anonymous caller, to whom every account is another one
 * @throws RequestIncomplete where the owner cannot be told, for then a grant of another account could not be either
 */
export function decidingAccountOf(request: AccessRequest): string | undefined {
  const { principal, resource, action } = request;
  const owner = namedOwnerOf(request);
  if (owner !== undefined) return owner;
  if (principal.kind === 'service' || principal.kind === 'anonymous') return undefined;
  if (resource === '*' || /^arn:[^:]*:[^:]*:[^:]*:aws:/.test(resource)) return principal.accountId;
  throw new PlatformError(policyErrors.RequestIncomplete, {
    message: `${action} on ${resource}: the ARN does not name the account that owns the resource.`,
    remedy: 'Give the request its resourceAccountId.',
    context: { action, resource },
  });
}
