import { answerJson, jsonRejection, jsonThrottled, renderJsonError } from '../gateway/json-service.js';
import type { IdentifiedOperation, Service } from '../gateway/service.js';
import type { AwsRequest } from '../http/aws-request.js';
import type { AwsResponse } from '../http/aws-response.js';
import { ServiceError } from '../http/service-error.js';
import type { ConnectionRegistry } from './connection-registry.js';
import { getConnection } from './get-connection.js';

/** The JSON 1.0 API of CodeConnections, under the name that its clients still sign for: how a connection stands. */
export class ConnectionsService implements Service {
  readonly name = 'codestar-connections';
  readonly admitsAnonymous = false;
  readonly #connections: ConnectionRegistry;

  constructor(connections: ConnectionRegistry) {
    this.#connections = connections;
  }

  identify(request: AwsRequest): IdentifiedOperation {
    const target = request.headers['x-amz-target'] ?? '';
    if (request.method !== 'POST' || !target.endsWith('CodeStar_connections_20191201.GetConnection')) {
      const message = `The local CodeConnections does not implement ${request.method} ${target}.`;
      throw new ServiceError('NotImplemented', 501, message);
    }
    return {
      target: { service: 'codestar-connections', operation: 'GetConnection' },
      perform: (call) => answerJson('1.0', 200, request, getConnection(call, this.#connections)),
    };
  }

  readonly rejection = jsonRejection;
  readonly throttled = jsonThrottled;

  renderError(error: ServiceError, request: AwsRequest): AwsResponse {
    return renderJsonError('1.0', error, request);
  }
}
