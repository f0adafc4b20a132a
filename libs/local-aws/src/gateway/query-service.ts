import { parseQuery, type AwsRequest } from '../http/aws-request.js';
import type { AwsResponse } from '../http/aws-response.js';
import { ServiceError } from '../http/service-error.js';
import type { AuthenticationProblem } from '../sigv4/authentication-failure.js';
import { renderXml, type XmlElement } from '../xml/xml.js';

/** What a query service answers to a signature that proves nothing. Source: "Common errors" of the API reference of STS. */
const rejections: Readonly<Record<AuthenticationProblem, readonly [code: string, status: number]>> = {
  missing: ['MissingAuthenticationToken', 403],
  malformed: ['IncompleteSignature', 400],
  'unsigned-headers': ['SignatureDoesNotMatch', 403],
  'unknown-key': ['InvalidClientTokenId', 403],
  'wrong-token': ['InvalidClientTokenId', 403],
  expired: ['ExpiredToken', 403],
  skewed: ['SignatureDoesNotMatch', 403],
  'wrong-signature': ['SignatureDoesNotMatch', 403],
  'wrong-payload': ['SignatureDoesNotMatch', 403],
};

export function queryRejection(problem: AuthenticationProblem, detail: string): ServiceError {
  const [code, status] = rejections[problem];
  return new ServiceError(code, status, detail);
}

export function queryThrottled(): ServiceError {
  return new ServiceError('Throttling', 400, 'Rate exceeded');
}

/**
 * Reads a request of AWS's query protocol: a POST of form parameters.
 *
 * @throws ServiceError NotImplemented for another kind of request, MalformedQueryString
 */
export function readQueryParameters(request: AwsRequest, service: string): ReadonlyMap<string, string> {
  const contentType = request.headers['content-type'] ?? '';
  if (request.method !== 'POST' || !contentType.startsWith('application/x-www-form-urlencoded')) {
    throw new ServiceError(
      'NotImplemented',
      501,
      `The local ${service} takes POSTs of form parameters only.`,
    );
  }
  try {
    const parameters = parseQuery(request.body.toString('utf8'));
    return new Map([...parameters].map(([name, values]) => [name, values.at(-1) ?? '']));
  } catch {
    throw new ServiceError('MalformedQueryString', 400, 'The form parameters are not percent-encoded UTF-8.');
  }
}

/**
 * Refuses parameters that would go unheeded.
 *
 * @throws ServiceError NotImplemented
 */
export function refuseUnheeded(
  parameters: ReadonlyMap<string, string>,
  heeded: readonly string[],
  call: string,
): void {
  const unheeded = [...parameters.keys()].filter((name) => !['Action', 'Version', ...heeded].includes(name));
  if (unheeded.length === 0) return;
  const message = `The local ${call} does not take [${unheeded.join(', ')}].`;
  throw new ServiceError('NotImplemented', 501, message);
}

/** The result of an operation in the query protocol's XML. */
export function answerQuery(
  namespace: string,
  request: AwsRequest,
  operation: string,
  result: readonly XmlElement[],
): AwsResponse {
  return answerXml(namespace, 200, request, `${operation}Response`, [
    [`${operation}Result`, result],
    ['ResponseMetadata', [['RequestId', request.requestId]]],
  ]);
}

export function renderQueryError(namespace: string, error: ServiceError, request: AwsRequest): AwsResponse {
  return answerXml(namespace, error.status, request, 'ErrorResponse', [
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

function answerXml(
  namespace: string,
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
