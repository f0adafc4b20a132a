import { isRootUser, type AccessRequest } from './access-request.js';
import type { LayerVerdict } from './evaluate-layer.js';

/** What every layer says to one request that none of them denies. */
export interface LayerVerdicts {
  readonly identity: LayerVerdict;
  /** Boundary and session policies, as far as there are any. */
  readonly limits: readonly LayerVerdict[];
  /** One for each level of the organization. */
  readonly serviceControl: readonly LayerVerdict[];
  readonly resource: LayerVerdict;
}

/** The grants that together allow a request, or the layers that would have had to allow it. */
export type Composition =
  | { readonly allowed: true; readonly by: readonly LayerVerdict[] }
  | { readonly allowed: false; readonly silent: readonly LayerVerdict[] };

/**
 * Composes the layers as IAM does; explicit denies are out of the way already.
 *
 * Source: IAM User Guide, "Policy evaluation for requests within a single account", "Cross-account policy
 * evaluation logic", and for what limits whom "Effective permissions … with resource-based policies".
 */
export function composeLayers(
  request: AccessRequest,
  decidingAccount: string | undefined,
  { identity, limits, serviceControl, resource }: LayerVerdicts,
): Composition {
  const { principal } = request;
  const allowed = (...by: readonly LayerVerdict[]): Composition => ({ allowed: true, by });
  const silent = (...layers: readonly LayerVerdict[]): Composition => ({ allowed: false, silent: layers });

  if (principal.kind === 'service' || principal.kind === 'anonymous') {
    return isSilent(resource) ? silent(resource) : allowed(resource);
  }
  const silentLevels = serviceControl.filter(isSilent);
  if (silentLevels.length > 0) return silent(...silentLevels);

  const isRoot = isRootUser(principal);
  if (isRoot && isAssumeRole(request)) return silent(identity);
  const silentLimits = limits.filter(isSilent);
  const ownPolicies = isRoot ? [] : [identity, ...limits];
  const silentOwnPolicies = ownPolicies.filter(isSilent);

  if (principal.accountId !== decidingAccount) {
    const missing = [...silentOwnPolicies, ...[resource].filter(isSilent)];
    return missing.length > 0 ? silent(...missing) : allowed(...serviceControl, ...ownPolicies, resource);
  }

  const asItself = grantsTo(resource, 'itself');
  if (!isSilent(asItself)) return allowed(...serviceControl, asItself);
  const asRole = grantsTo(resource, 'role');
  if (!isSilent(asRole) && silentLimits.length === 0) return allowed(...serviceControl, ...limits, asRole);
  const delegating = needsResourcePolicy(request) ? [resource] : [];
  const missing = [...silentOwnPolicies, ...delegating.filter(isSilent)];
  return missing.length > 0 ? silent(...missing) : allowed(...serviceControl, ...ownPolicies, ...delegating);
}

/** Tells whether a request is about taking a role, which the role's trust policy decides. */
export function isAssumeRole({ action }: AccessRequest): boolean {
  return /^sts:(?:assumerole(?:with.*)?|tagsession|setsourceidentity|setcontext)$/i.test(action);
}

/** A role's trust policy and a KMS key's policy are not optional: without their Allow nobody has access. */
function needsResourcePolicy(request: AccessRequest): boolean {
  return isAssumeRole(request) || /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(request.resource);
}

function isSilent({ grants }: LayerVerdict): boolean {
  return grants.length === 0;
}

function grantsTo(layer: LayerVerdict, grantee: 'itself' | 'role'): LayerVerdict {
  return { ...layer, grants: layer.grants.filter((grant) => grant.grantee === grantee) };
}
