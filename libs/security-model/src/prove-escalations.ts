import {
  action,
  allOf,
  anyOf,
  not,
  resource,
  roleSession,
  when,
  type ActionCatalogue,
  type Proof,
  type RequestSet,
} from '@regional-pipeline/policy-proofs';
import { rolesOf, type Deployment, type DeployedRole, type ManagementPart } from './deployment/deployment.js';
import { passedToServices } from './facts/deploy-role-actions.js';
import { escalationMethods, type EscalationMethod } from './facts/escalation-methods.js';
import { proveObligation, worstOf, type ObligationProof } from './prove-statements.js';
import { notByIdentity } from './statements/layers.js';
import type { Obligation } from './statements/security-statement.js';

/** Whether a published escalation is stopped, for D in every management account, C, P and F. */
export interface EscalationProof {
  readonly method: EscalationMethod;
  readonly verdict: Proof['verdict'];
  readonly parts: readonly ObligationProof[];
}

/**
 * Proves of each published escalation method that it is impossible, or bounded by B, as its row says (SM-17).
 * C, P and F are refused the decisive action of every method.
 */
export function proveEscalations(
  deployment: Deployment,
  catalogue: ActionCatalogue,
): readonly EscalationProof[] {
  return escalationMethods.map((method) => {
    const parts = obligationsOf(method, deployment).map((one) => proveObligation(one, catalogue));
    return { method, verdict: worstOf(parts), parts };
  });
}

function obligationsOf(
  method: EscalationMethod,
  { names, regional, management }: Deployment,
): readonly Obligation[] {
  const others = regional ? rolesOf(regional) : [];
  return [
    ...management.flatMap((part) =>
      method.outcome === 'impossible'
        ? refused(part.deployRole, method)
        : notByIdentity(part.deployRole, {
            about: `by ${part.deployRole.arn}, ${method.decisive} on a role without B`,
            requests: allOf(
              roleSession(part.deployRole.arn),
              beyondB(method.decisive, part, names.partition),
            ),
          }),
    ),
    ...others.flatMap((role) => refused(role, method)),
  ];
}

function refused(role: DeployedRole, { decisive }: EscalationMethod): readonly Obligation[] {
  return notByIdentity(role, {
    about: `by ${role.arn}, ${decisive}`,
    requests: allOf(roleSession(role.arn), action(decisive)),
  });
}

/** Passing takes no boundary key: there it is the name that only roles with B can have, and to whom it is passed. */
function beyondB(decisive: string, { names }: ManagementPart, partition: string): RequestSet {
  const unbounded =
    decisive === 'iam:PassRole'
      ? anyOf(
          not(resource(names.clusterRoles)),
          not(when({ StringEquals: { 'iam:PassedToService': passedToServices(partition) } })),
        )
      : not(when({ StringEquals: { 'iam:PermissionsBoundary': names.boundary } }));
  return allOf(action(decisive), unbounded);
}
