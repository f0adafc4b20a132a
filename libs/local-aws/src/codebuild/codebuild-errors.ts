import { ServiceError } from '../http/service-error.js';
import type { AuthenticationProblem } from '../sigv4/authentication-failure.js';

/** What CodeBuild answers to a signature that proves nothing. Source: CodeBuild API reference, "Common Errors". */
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

export function codeBuildRejection(problem: AuthenticationProblem, detail: string): ServiceError {
  return new ServiceError(rejections[problem], 400, detail);
}

export function invalidInput(message: string): ServiceError {
  return new ServiceError('InvalidInputException', 400, message);
}
