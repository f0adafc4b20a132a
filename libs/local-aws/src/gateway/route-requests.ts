import type { ContainerCredentials } from '../credentials/container-credentials.js';
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
    return service ? gateway.answer(request, service) : gateway.refuse(request, name);
  };
}
