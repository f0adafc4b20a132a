import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { AwsRequest } from '../http/aws-request.js';
import type { AwsResponse } from '../http/aws-response.js';
import type { WorldRole } from '../world/world.js';
import type { CredentialRegistry } from './credential-registry.js';

const pathPrefix = '/container-credentials/';

interface Container {
  readonly role: WorldRole;
  readonly token: string;
  readonly sessionName: string;
}

/**
 * The endpoint from which a container (a CodeBuild build, an ECS task) takes its role's credentials: a GET with the
 * container's own authorization token. Every GET gives a new session of `lifetimeSeconds`.
 */
export class ContainerCredentials {
  readonly #containers = new Map<string, Container>();
  readonly #registry: CredentialRegistry;
  readonly #lifetimeSeconds: number;

  constructor(registry: CredentialRegistry, lifetimeSeconds: number) {
    this.#registry = registry;
    this.#lifetimeSeconds = lifetimeSeconds;
  }

  /** Starts a container that runs as `role`: the path and the token for its environment. */
  register(role: WorldRole): { readonly path: string; readonly token: string } {
    const id = randomUUID();
    const token = randomBytes(24).toString('base64url');
    this.#containers.set(id, { role, token, sessionName: `AWSCodeBuild-${id}` });
    return { path: pathPrefix + id, token };
  }

  handles(request: AwsRequest): boolean {
    return request.rawPath.startsWith(pathPrefix);
  }

  answer(request: AwsRequest): AwsResponse {
    const container = this.#containers.get(request.rawPath.slice(pathPrefix.length));
    if (request.method !== 'GET') return refuse(405, 'MethodNotAllowed', 'Only GET is answered here.');
    if (!container || !equalInConstantTime(container.token, request.headers['authorization'] ?? '')) {
      return refuse(401, 'Unauthorized', 'The authorization token is missing or is not this container’s.');
    }
    const { role, sessionName } = container;
    const { credentials } = this.#registry.issue({
      role,
      sessionName,
      lifetimeSeconds: this.#lifetimeSeconds,
    });
    return json(200, {
      RoleArn: role.arn,
      AccessKeyId: credentials.accessKeyId,
      SecretAccessKey: credentials.secretAccessKey,
      Token: credentials.sessionToken,
      Expiration: credentials.expiration.toISOString(),
    });
  }
}

function refuse(status: number, code: string, message: string): AwsResponse {
  return json(status, { code, message });
}

function json(status: number, value: unknown): AwsResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

function equalInConstantTime(expected: string, actual: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(actual)];
  return left.length === right.length && timingSafeEqual(left, right);
}
