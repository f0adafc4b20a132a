import type { Caller } from '../authorization/caller.js';
import type { RequestAuthorizer } from '../authorization/request-authorizer.js';
import type { FaultTarget } from '../faults/fault.js';
import type { AwsRequest } from '../http/aws-request.js';
import type { AwsResponse } from '../http/aws-response.js';
import type { ServiceError } from '../http/service-error.js';
import type { DecodedChunks } from '../payload/aws-chunked.js';
import type { AuthenticationProblem } from '../sigv4/authentication-failure.js';

/** The services that are implemented, by the name in a credential scope. */
export type ServiceName = 's3' | 'sts' | 'codebuild' | 'cloudformation' | 'codestar-connections';

/** An authenticated request, and the means to decide on it. */
export interface ServiceCall {
  readonly request: AwsRequest;
  readonly payload: DecodedChunks;
  readonly caller: Caller;
  readonly authorizer: RequestAuthorizer;
  readonly now: Date;
}

/** A request that was understood, but is neither authenticated nor carried out yet. */
export interface IdentifiedOperation {
  readonly target: FaultTarget;
  /** @throws ServiceError for everything that is not a success */
  perform(call: ServiceCall): AwsResponse;
}

/** How one service speaks. */
export interface Service {
  readonly name: ServiceName;
  /** Whether a request without a signature goes on as anonymous. */
  readonly admitsAnonymous: boolean;
  /** @throws ServiceError NotImplemented and the like, for what this server does not do */
  identify(request: AwsRequest): IdentifiedOperation;
  /** The service's own code and status for a signature that proves nothing. */
  rejection(problem: AuthenticationProblem, detail: string): ServiceError;
  throttled(): ServiceError;
  renderError(error: ServiceError, request: AwsRequest): AwsResponse;
}
