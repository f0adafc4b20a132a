import { parsePolicy, type NamedPolicy } from '../policies/parse-policy.js';
import type { PolicyKind } from '../policies/parsed-policy.js';
import { describePrincipal, isRootUser, type AccessRequest } from './access-request.js';
import { isAssumeRole, isKmsKey } from './special-requests.js';
import { composeLayers } from './compose-layers.js';
import { evaluateLayer, grantsTo, type LayerVerdict } from './evaluate-layer.js';
import { fact, groundsAlgebra, groundsOf } from './grounds.js';
import type { DecidingStatement, Decision, PolicyLayer, PolicySet } from './policy-set.js';
import { requestContext } from './request-context.js';
import { decidingAccountOf } from './resource-owner.js';

/**
 * Decides a request as IAM does.
 *
 * - A Deny that matches in any policy wins over every Allow.
 * - Service control policies, boundary and session policies each must allow, and grant nothing.
 * - In the resource's own account the identity policies or the resource policy must allow. A resource policy that
 *   names the session, the user or everyone is not limited by a boundary or session policy that merely does not
 *   allow; one that names the role is; one that names the account leaves it to the identity policies.
 * - From another account both must allow. Services and anonymous callers have the resource policy alone.
 * - A role's trust policy, and a KMS key's policy, must allow in the same account too.
 * - A root user needs no identity policy, has no boundary, and can assume no role.
 *
 * Every document is parsed first, whether or not it would have mattered. What a service does without asking
 * policies (`sts:GetCallerIdentity` is always allowed, S3's public access block) is not decided here.
 *
 * Source: IAM User Guide, "Policy evaluation logic".
 *
 * @throws PolicyMalformed or PolicyNotModelled for documents and requests without an exact answer: never an allow
 * @throws RequestIncomplete where the owner of the resource cannot be told
 */
export function decide(request: AccessRequest, policies: PolicySet): Decision {
  const { principal } = request;
  const account = decidingAccountOf(request);
  const context = requestContext(request);
  const hasAccount = principal.kind === 'role-session' || principal.kind === 'user';
  const hasPolicies = hasAccount && !isRootUser(principal);
  const evaluate = (layer: PolicyLayer, named: readonly NamedPolicy[], applies: boolean): LayerVerdict => {
    const kind: PolicyKind =
      layer !== 'resource' ? 'identity' : isAssumeRole(request.action) ? 'trust' : 'resource';
    const parsed = named.map((policy) => parsePolicy(policy, kind));
    return evaluateLayer(layer, applies ? parsed : [], request, context, policies.boundary !== undefined);
  };

  const { boundary, session = [], serviceControl = [] } = policies;
  const verdicts = {
    identity: evaluate('identity', policies.identity, hasPolicies),
    limits: [
      ...(boundary ? [evaluate('boundary', [boundary], hasPolicies)] : []),
      ...(session.length > 0 ? [evaluate('session', session, hasPolicies)] : []),
    ],
    serviceControl: serviceControl.map((level) => evaluate('service-control', level, hasAccount)),
    resource: evaluate('resource', policies.resource ? [policies.resource] : [], true),
  };

  const asked = `${request.action} on ${request.resource}`;
  const denies = Object.values(verdicts).flatMap((layers) =>
    [layers].flat().flatMap((layer) => layer.denies),
  );
  if (denies.length > 0) {
    const reason = `${denies.map(describeStatement).join(' and ')} denies ${asked}`;
    return { effect: 'explicit-deny', decidedBy: denies, reason };
  }
  const { resource } = verdicts;
  const composition = composeLayers(
    groundsAlgebra,
    {
      hasAccount: fact(hasAccount),
      isRoot: fact(isRootUser(principal)),
      isOwnAccount: fact(hasAccount && principal.accountId === account),
      isAssumeRole: fact(isAssumeRole(request.action)),
      isOnKmsKey: fact(isKmsKey(request.resource)),
    },
    {
      identity: groundsOf(verdicts.identity),
      limits: verdicts.limits.map(groundsOf),
      serviceControl: verdicts.serviceControl.map(groundsOf),
      resource: groundsOf(resource),
      resourceToItself: groundsOf(grantsTo(resource, 'itself')),
      resourceToRole: groundsOf(grantsTo(resource, 'role')),
    },
  );
  if (!composition.holds) {
    const silent = composition.silent.map(describeLayer).join(', and none of ');
    const reason = `no statement of ${silent} allows ${asked} to ${describePrincipal(principal)}`;
    return { effect: 'implicit-deny', decidedBy: [], reason };
  }
  const decidedBy = composition.by.flatMap(({ grants }) => grants.map(({ by }) => by));
  const allowing =
    decidedBy.map(describeStatement).join(' and ') || `being the root user of ${String(account)}`;
  return { effect: 'allow', decidedBy, reason: `${allowing} allows ${asked}` };
}

function describeStatement({ layer, policy, sid, index }: DecidingStatement): string {
  return `statement ${sid ?? index} of ${policy} (${layer})`;
}

function describeLayer({ layer, policies }: LayerVerdict): string {
  return policies.length === 0 ? `any ${layer} policy (there is none)` : `${policies.join(', ')} (${layer})`;
}
