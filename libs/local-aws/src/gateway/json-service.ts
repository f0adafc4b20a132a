import type { AwsRequest } from '../http/aws-request.js';
import type { AwsResponse } from '../http/aws-response.js';
import { ServiceError } from '../http/service-error.js';
import type { AuthenticationProblem } from '../sigv4/authentication-failure.js';

/**
 * What a JSON service answers to a signature that proves nothing.
 *
 * Source: "Common Errors" of the API references of CodeBuild and of CodeStar Connections.
 */
const rejections: Readonly<Record<AuthenticationProblem, string>> = {
  missing: 'MissingAuthenticationTokenException',
  malformed: 'IncompleteSignatureException',
  'unsigned-headers': 'InvalidSignatureException',
  'unknown-key': 'UnrecognizedClientException',
  'wrong-token': 'UnrecognizedClientException',
  expired: 'ExpiredTokenException',
  skewed: 'InvalidSignatureException',
  'wrong-signature': 'InvalidSignatureException',
  'wrong-payload': 'InvalidSignatureException',
};

export function jsonRejection(problem: AuthenticationProblem, detail: string): ServiceError {
  return new ServiceError(rejections[problem], 400, detail);
}

export function jsonThrottled(): ServiceError {
  return new ServiceError('ThrottlingException', 400, 'Rate exceeded');
}

/** An answer of AWS's JSON protocol, of the version that the service speaks. */
export function answerJson(
  version: '1.0' | '1.1',
  status: number,
  { requestId }: AwsRequest,
  body: object,
): AwsResponse {
  const headers = { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': requestId };
  return { status, headers, body: JSON.stringify(body) };
}

/** JSON services call a refusal AccessDeniedException, and answer it 400. */
export function renderJsonError(
  version: '1.0' | '1.1',
  { code, status, message }: ServiceError,
  request: AwsRequest,
): AwsResponse {
  return code === 'AccessDenied'
    ? answerJson(version, 400, request, { __type: 'AccessDeniedException', message })
    : answerJson(version, status, request, { __type: code, message });
}
