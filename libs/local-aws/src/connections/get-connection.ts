import type { ServiceCall } from '../gateway/service.js';
import { ServiceError } from '../http/service-error.js';
import type { ConnectionRegistry } from './connection-registry.js';

/**
 * GetConnection: how a connection stands. Its permission is on the connection, so one that may not be read is refused
 * whether it is there or not.
 *
 * @throws ServiceError ResourceNotFoundException, AccessDenied; ValidationException without an ARN
 */
export function getConnection(call: ServiceCall, connections: ConnectionRegistry): object {
  const arn = connectionArn(call.payload.body.toString('utf8'));
  const [, , service, region, accountId = ''] = arn.split(':');
  call.authorizer.require({
    // The permission has the name that the ARN has.
    action: `${service === 'codeconnections' ? 'codeconnections' : 'codestar-connections'}:GetConnection`,
    resource: arn,
    resourceAccountId: accountId,
  });
  const connection = call.caller.region === region ? connections.find(arn) : undefined;
  if (!connection) {
    throw new ServiceError('ResourceNotFoundException', 400, `Could not find connection for ${arn}`);
  }
  const { name, ownerAccountId, status } = connection;
  return {
    Connection: {
      ConnectionArn: arn,
      ConnectionName: name,
      ConnectionStatus: status,
      OwnerAccountId: ownerAccountId,
      ProviderType: 'GitHub',
    },
  };
}

function connectionArn(body: string): string {
  let input: unknown;
  try {
    input = JSON.parse(body);
  } catch {
    throw new ServiceError('ValidationException', 400, 'The request is not JSON.');
  }
  const arn = (input as { ConnectionArn?: unknown } | null)?.ConnectionArn;
  if (typeof arn === 'string' && /^arn:[a-z-]+:[a-z-]+:[a-z0-9-]+:\d{12}:connection\/[\w-]+$/.test(arn)) {
    return arn;
  }
  throw new ServiceError('ValidationException', 400, `${JSON.stringify(arn)} is not a connection's ARN.`);
}
