import { isPlatformError } from '@regional-pipeline/platform-model';
import { decide, type Decision, type NamedPolicy, type PolicySet } from '@regional-pipeline/policy-proofs';
import { ServiceError } from '../http/service-error.js';
import type { World } from '../world/world.js';
import { callerName, type Caller } from './caller.js';
import type { DecisionTrail } from './decision-trail.js';
import { globalContext, type ConditionContext, type RequestCircumstances } from './request-context.js';

/** What an operation asks before it does anything. */
export interface AuthorizationQuestion {
  readonly action: string;
  readonly resource: string;
  readonly resourceAccountId?: string;
  /** The bucket's policy, or the role's trust policy. */
  readonly resourcePolicy?: NamedPolicy | undefined;
  /** The service's own condition keys. */
  readonly context?: ConditionContext;
}

/**
 * Decides what one request may do, by the policies of the templates alone, and keeps the trail of it: what is enforced
 * here is what the proofs speak about (SM-22, SM-23).
 */
export class RequestAuthorizer {
  readonly #circumstances: RequestCircumstances;
  readonly #trail: DecisionTrail;

  constructor(circumstances: RequestCircumstances, trail: DecisionTrail) {
    this.#circumstances = circumstances;
    this.#trail = trail;
  }

  /**
   * Goes on only where the policies allow it.
   *
   * @throws ServiceError AccessDenied 403 with the reason; InternalError 500 where the policies use what the
   *   evaluator does not model: never an allow
   */
  require(question: AuthorizationQuestion): void {
    const decision = this.decide(question);
    if (decision.effect !== 'allow')
      throw accessDenied(this.#circumstances.caller, question, decision.reason);
  }

  /** The decision itself, for an answer that depends on it. */
  decide(question: AuthorizationQuestion): Decision {
    const { world, caller } = this.#circumstances;
    const { action, resource, resourceAccountId } = question;
    const context = { ...globalContext(this.#circumstances, resourceAccountId), ...question.context };
    const account = resourceAccountId === undefined ? {} : { resourceAccountId };
    try {
      const request = { action, resource, ...account, principal: caller.principal, context };
      const decision = decide(request, policiesOf(world, caller, question.resourcePolicy));
      this.#trail.decided({ action, resource, context }, decision);
      return decision;
    } catch (error) {
      const reason = isPlatformError(error) ? error.describe() : `The evaluator failed: ${String(error)}`;
      this.#trail.undecided({ action, resource, context }, reason);
      throw new ServiceError('InternalError', 500, `No decision on ${action}: ${reason}`, { cause: error });
    }
  }

  /** Allows without policies what AWS allows to everybody, and records it. */
  allow(question: AuthorizationQuestion, reason: string): void {
    this.#recordWithoutPolicies('allow', question, reason);
  }

  /** Refuses without policies: what the question is about does not exist, and AWS does not tell that. */
  deny(question: AuthorizationQuestion, reason: string): never {
    this.#recordWithoutPolicies('implicit-deny', question, reason);
    throw accessDenied(this.#circumstances.caller, question, reason);
  }

  #recordWithoutPolicies(effect: Decision['effect'], question: AuthorizationQuestion, reason: string): void {
    const { action, resource } = question;
    const context = { ...globalContext(this.#circumstances, undefined), ...question.context };
    this.#trail.decided({ action, resource, context }, { effect, decidedBy: [], reason });
  }
}

function policiesOf(world: World, caller: Caller, resource: NamedPolicy | undefined): PolicySet {
  const ofResource = resource ? { resource } : {};
  if (caller.principal.kind === 'anonymous') return { identity: [], ...ofResource };
  const role = world.roles.get(caller.principal.roleArn);
  if (!role) throw new TypeError(`a session of ${caller.principal.roleArn}, which is not in this world`);
  return {
    identity: role.identityPolicies,
    ...(role.boundary ? { boundary: role.boundary } : {}),
    ...(caller.sessionPolicies.length > 0 ? { session: caller.sessionPolicies } : {}),
    ...ofResource,
  };
}

function accessDenied(
  caller: Caller,
  { action, resource }: AuthorizationQuestion,
  reason: string,
): ServiceError {
  return new ServiceError(
    'AccessDenied',
    403,
    `User: ${callerName(caller)} is not authorized to perform: ${action} on resource: ${resource} (${reason})`,
  );
}
