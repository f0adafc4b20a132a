import { setTimeout as sleep } from 'node:timers/promises';
import { anonymousCaller, type Caller } from '../authorization/caller.js';
import type { DecisionLog } from '../authorization/decision-log.js';
import { DecisionTrail } from '../authorization/decision-trail.js';
import { RequestAuthorizer } from '../authorization/request-authorizer.js';
import type { CredentialRegistry } from '../credentials/credential-registry.js';
import type { FaultEffect, FaultInjector } from '../faults/fault-injector.js';
import type { AwsRequest } from '../http/aws-request.js';
import type { AwsResponse } from '../http/aws-response.js';
import { ServiceError } from '../http/service-error.js';
import { readPayload } from '../payload/read-payload.js';
import { AuthenticationFailure } from '../sigv4/authentication-failure.js';
import { verifySignature, type VerifiedSignature } from '../sigv4/verify-signature.js';
import type { World } from '../world/world.js';
import type { IdentifiedOperation, Service } from './service.js';

/** What every request passes through, whatever its service. */
export interface GatewayParts {
  readonly world: World;
  readonly registry: CredentialRegistry;
  readonly faults: FaultInjector;
  readonly decisionLog: DecisionLog;
  readonly clock: () => Date;
  readonly secureTransport: boolean;
}

/**
 * Takes a request through its life: understood, held up by a fault, authenticated, decided on, carried out, logged.
 * An error at any of these is answered in the service's own form; none of them is skipped.
 */
export class Gateway {
  readonly #parts: GatewayParts;

  constructor(parts: GatewayParts) {
    this.#parts = parts;
  }

  async answer(request: AwsRequest, service: Service): Promise<AwsResponse | 'lost'> {
    const trail = new DecisionTrail(request, service.name, this.#parts.clock());
    let lost = false;
    let response: AwsResponse;
    try {
      const operation = service.identify(request);
      const effect = this.#parts.faults.effectOn(operation.target);
      lost = effect.answer === 'lose-answer' || effect.answer === 'break-connection';
      await this.#sufferFault(effect, service, trail);
      response = await this.#perform(operation, request, service, trail);
    } catch (error) {
      const answer = toServiceError(error, service);
      trail.endedBy(
        error instanceof AuthenticationFailure ? 'unauthenticated' : 'undecided',
        `${answer.code}: ${answer.message}`,
      );
      response = service.renderError(answer, request);
    }
    this.#parts.decisionLog.append(trail.finish(response.status));
    return lost ? 'lost' : response;
  }

  /** Answers for a service that is not implemented; it is logged like every other request. */
  refuse(request: AwsRequest, service: string): AwsResponse {
    const message = `The local AWS does not implement the service ${service} (${request.method} ${request.rawPath}).`;
    const trail = new DecisionTrail(request, service, this.#parts.clock());
    trail.endedBy('undecided', `NotImplemented: ${message}`);
    this.#parts.decisionLog.append(trail.finish(501));
    const body = JSON.stringify({ __type: 'NotImplemented', message });
    return { status: 501, headers: { 'content-type': 'application/json' }, body };
  }

  async #sufferFault(
    { latencyMs, answer }: FaultEffect,
    service: Service,
    trail: DecisionTrail,
  ): Promise<void> {
    if (latencyMs > 0) await sleep(latencyMs);
    if (answer === undefined || answer === 'lose-answer') return;
    trail.endedBy('fault', `Injected fault: ${answer}`);
    if (answer === 'throttle') throw service.throttled();
    if (answer === 'conflict') throw new ServiceError('ConditionalRequestConflict', 409, 'Injected fault.');
    if (answer === 'access-denied') throw new ServiceError('AccessDenied', 403, 'Injected fault.');
    if (answer === 'internal-error') throw new ServiceError('InternalError', 500, 'Injected fault.');
    throw new ServiceError('ServiceUnavailable', 503, 'Injected fault.');
  }

  async #perform(
    operation: IdentifiedOperation,
    request: AwsRequest,
    service: Service,
    trail: DecisionTrail,
  ): Promise<AwsResponse> {
    const { world, secureTransport } = this.#parts;
    const now = this.#parts.clock();
    const verified = await this.#authenticate(request, service, now);
    const caller = toCaller(verified);
    trail.authenticated(caller);
    const payload = await readPayload(request, verified);
    const authorizer = new RequestAuthorizer({ world, request, caller, now, secureTransport }, trail);
    return operation.perform({ request, payload, caller, authorizer, now });
  }

  async #authenticate(
    request: AwsRequest,
    service: Service,
    now: Date,
  ): Promise<VerifiedSignature | undefined> {
    const authorization = request.headers['authorization'];
    if (authorization !== undefined) {
      return verifySignature(request, authorization, this.#parts.registry, now);
    }
    if (service.admitsAnonymous) return undefined;
    throw new AuthenticationFailure('missing', 'The request is not signed.');
  }
}

function toCaller(verified: VerifiedSignature | undefined): Caller {
  if (!verified) return anonymousCaller;
  const { principal, sessionPolicies } = verified.session;
  return { principal, sessionPolicies, region: verified.region };
}

function toServiceError(error: unknown, service: Service): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof AuthenticationFailure) return service.rejection(error.problem, error.message);
  return new ServiceError('InternalError', 500, `Defect of the local AWS: ${String(error)}`, {
    cause: error,
  });
}
