import type { CredentialRegistry } from '../credentials/credential-registry.js';
import {
  answerQuery,
  queryRejection,
  queryThrottled,
  readQueryParameters,
  refuseUnheeded,
  renderQueryError,
} from '../gateway/query-service.js';
import type { IdentifiedOperation, Service } from '../gateway/service.js';
import type { AwsRequest } from '../http/aws-request.js';
import type { AwsResponse } from '../http/aws-response.js';
import { ServiceError } from '../http/service-error.js';
import type { World } from '../world/world.js';
import { assumeRole } from './operations/assume-role.js';
import { getCallerIdentity } from './operations/get-caller-identity.js';
import type { StsOperation } from './sts-operation.js';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';
const operations: readonly StsOperation[] = [assumeRole, getCallerIdentity];

/** What STS needs besides the request. */
export interface StsParts {
  readonly world: World;
  readonly registry: CredentialRegistry;
  readonly sessionLifetimeSeconds?: number;
}

/** STS's query API: a POST of form parameters, answered in XML. */
export class StsService implements Service {
  readonly name = 'sts';
  readonly admitsAnonymous = false;
  readonly #parts: StsParts;

  constructor(parts: StsParts) {
    this.#parts = parts;
  }

  identify(request: AwsRequest): IdentifiedOperation {
    const parameters = readQueryParameters(request, 'STS');
    const operation = findOperation(parameters);
    return {
      target: { service: 'sts', operation: operation.name },
      perform: (call) =>
        answerQuery(
          namespace,
          request,
          operation.name,
          operation.perform({ ...call, ...this.#parts, parameters }),
        ),
    };
  }

  readonly rejection = queryRejection;
  readonly throttled = queryThrottled;

  renderError(error: ServiceError, request: AwsRequest): AwsResponse {
    return renderQueryError(namespace, error, request);
  }
}

function findOperation(parameters: ReadonlyMap<string, string>): StsOperation {
  const [action = '', version = ''] = [parameters.get('Action'), parameters.get('Version')];
  const operation = operations.find(({ name }) => name === action);
  if (!operation || version !== '2011-06-15') {
    throw new ServiceError('InvalidAction', 400, `Could not find operation ${action} for version ${version}`);
  }
  refuseUnheeded(parameters, operation.parameters, `STS's ${action}`);
  return operation;
}
