import type { ContainerCredentials } from '../credentials/container-credentials.js';
import type { AwsRequest } from '../http/aws-request.js';
import type { AwsResponse } from '../http/aws-response.js';
import type { RequestHandler } from '../http/loopback-server.js';
import type { Gateway } from './gateway.js';
import { serviceOf } from './service-of.js';
import type { Service } from './service.js';

/** Sends each request to what it is for; a service that is not implemented answers 501 and nothing else. */
export function routeRequests(
  gateway: Gateway,
  services: readonly Service[],
  containers: ContainerCredentials,
): RequestHandler {
  return async (request) => {
    if (containers.handles(request)) return containers.answer(request);
    const name = serviceOf(request);
    const service = services.find((candidate) => candidate.name === name);
    return service ? gateway.answer(request, service) : unknownService(request, name);
  };
}

function unknownService(request: AwsRequest, name: string): AwsResponse {
  const message = `The local AWS does not implement the service ${name} (${request.method} ${request.rawPath}).`;
  const body = JSON.stringify({ __type: 'NotImplemented', message });
  return { status: 501, headers: { 'content-type': 'application/json' }, body };
}
