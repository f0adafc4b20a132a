import type { CredentialRegistry } from '../credentials/credential-registry.js';
import type { IdentifiedOperation, Service } from '../gateway/service.js';
import { parseQuery, type AwsRequest } from '../http/aws-request.js';
import type { AwsResponse } from '../http/aws-response.js';
import { ServiceError } from '../http/service-error.js';
import type { World } from '../world/world.js';
import { renderXml, type XmlElement } from '../xml/xml.js';
import { assumeRole } from './operations/assume-role.js';
import { getCallerIdentity } from './operations/get-caller-identity.js';
import { stsRejection } from './sts-errors.js';
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
    const parameters = readParameters(request);
    const operation = findOperation(parameters);
    return {
      target: { service: 'sts', operation: operation.name },
      perform: (call) => {
        const result = operation.perform({ ...call, ...this.#parts, parameters });
        return answer(200, request, `${operation.name}Response`, [
          [`${operation.name}Result`, result],
          ['ResponseMetadata', [['RequestId', request.requestId]]],
        ]);
      },
    };
  }

  readonly rejection = stsRejection;

  throttled(): ServiceError {
    return new ServiceError('Throttling', 400, 'Rate exceeded');
  }

  renderError(error: ServiceError, request: AwsRequest): AwsResponse {
    return answer(error.status, request, 'ErrorResponse', [
      [
        'Error',
        [
          ['Type', error.status < 500 ? 'Sender' : 'Receiver'],
          ['Code', error.code],
          ['Message', error.message],
        ],
      ],
      ['RequestId', request.requestId],
    ]);
  }
}

function answer(
  status: number,
  request: AwsRequest,
  root: string,
  content: readonly XmlElement[],
): AwsResponse {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': request.requestId },
    body: renderXml(root, content, namespace),
  };
}

function readParameters(request: AwsRequest): ReadonlyMap<string, string> {
  const contentType = request.headers['content-type'] ?? '';
  if (request.method !== 'POST' || !contentType.startsWith('application/x-www-form-urlencoded')) {
    throw new ServiceError('NotImplemented', 501, 'The local STS takes POSTs of form parameters only.');
  }
  try {
    const parameters = parseQuery(request.body.toString('utf8'));
    return new Map([...parameters].map(([name, values]) => [name, values.at(-1) ?? '']));
  } catch {
    throw new ServiceError('MalformedQueryString', 400, 'The form parameters are not percent-encoded UTF-8.');
  }
}

function findOperation(parameters: ReadonlyMap<string, string>): StsOperation {
  const [action = '', version = ''] = [parameters.get('Action'), parameters.get('Version')];
  const operation = operations.find(({ name }) => name === action);
  if (!operation || version !== '2011-06-15') {
    throw new ServiceError('InvalidAction', 400, `Could not find operation ${action} for version ${version}`);
  }
  const heeded = ['Action', 'Version', ...operation.parameters];
  const unheeded = [...parameters.keys()].filter((name) => !heeded.includes(name));
  if (unheeded.length > 0) {
    const message = `The local STS does not implement ${action} with [${unheeded.join(', ')}].`;
    throw new ServiceError('NotImplemented', 501, message);
  }
  return operation;
}
