import { PlatformError } from '@regional-pipeline/platform-model';
import type { DeployRole } from './deploy-role.js';
import { assumeRoleErrors } from './errors.js';

const deniedCodes = new Set(['AccessDenied', 'AccessDeniedException']);
const expiredCodes = new Set(['ExpiredToken', 'ExpiredTokenException']);
const throttlingCodes = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'TooManyRequestsException',
  'SlowDown',
]);
const invalidCredentialCodes = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
  'RequestExpired',
]);

/** What an error of the SDK says about itself; every field may be missing. */
interface SdkFailure {
  readonly name: string;
  readonly message: string;
  /** Of Node.js, when no answer came: `ECONNREFUSED`. */
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/**
 * Says why STS did not give the identity of `role`: denied, expired, throttled, unreachable or else.
 *
 * Codes: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 *
 * @param action what was tried, for the message: `assume`, `check the identity of`
 */
export function explainStsFailure(action: string, role: DeployRole, cause: unknown): PlatformError {
  const failure = cause as SdkFailure;
  const status = failure.$metadata?.httpStatusCode;
  const errors = assumeRoleErrors;
  const failed = `could not ${action} ${role.arn} with external id ${role.externalId}`;
  const details = {
    cause,
    context: {
      roleArn: role.arn,
      externalId: role.externalId,
      accountId: role.accountId,
      region: role.region,
      awsCode: failure.name,
      awsMessage: failure.message,
      requestId: failure.$metadata?.requestId,
    },
  };

  if (deniedCodes.has(failure.name)) {
    return new PlatformError(errors.AssumeRoleDenied, {
      ...details,
      message:
        `${failed} (${failure.name}). AWS answers the same whether the role is missing or one of the policies ` +
        'or the external id refuses.',
      remedy:
        `Check that the role exists in ${role.accountId}, that its trust policy names the regional build role ` +
        "and this external id, and that the build role's own policy allows it to assume the role.",
    });
  }
  if (expiredCodes.has(failure.name)) {
    return new PlatformError(errors.BaseCredentialsExpired, {
      ...details,
      message: `${failed} (${failure.name}): the build's own credentials have ended.`,
    });
  }
  if (throttlingCodes.has(failure.name) || status === 429) {
    return new PlatformError(errors.AssumeRoleThrottled, {
      ...details,
      message: `${failed} (${failure.name}): STS in ${role.region} takes no more requests at the moment.`,
    });
  }
  if (status === undefined && (failure.code !== undefined || failure.name === 'TimeoutError')) {
    const reason = failure.message === '' ? (failure.code ?? failure.name) : failure.message;
    return new PlatformError(errors.AssumeRoleUnreachable, {
      ...details,
      message: `${failed}: STS in ${role.region} gave no answer (${reason}).`,
    });
  }
  if (invalidCredentialCodes.has(failure.name)) {
    return new PlatformError(errors.AssumeRoleFailed, {
      ...details,
      message: `${failed} (${failure.name}): STS does not accept the build's own credentials.`,
      remedy:
        "Check the build's credentials, that they are of this partition, and the clock of this machine.",
    });
  }
  return new PlatformError(errors.AssumeRoleFailed, {
    ...details,
    message: `${failed} (${failure.name}: ${failure.message}).`,
    retryable: status !== undefined && status >= 500,
  });
}
