import { ServiceError } from '../http/service-error.js';
import type { AuthenticationProblem } from '../sigv4/authentication-failure.js';

/** What STS answers to a signature that proves nothing. Source: STS API reference, "Common errors". */
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

export function stsRejection(problem: AuthenticationProblem, detail: string): ServiceError {
  const [code, status] = rejections[problem];
  return new ServiceError(code, status, detail);
}

export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', 400, message);
}
