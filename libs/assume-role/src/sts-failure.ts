import { PlatformError } from '@regional-pipeline/platform-model';
import type { DeployRole } from './deploy-role.js';
import { assumeRoleErrors } from './errors.js';

const deniedCodes = new Set(['AccessDenied', 'AccessDeniedException']);
const expiredCodes = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']);
const regionCodes = new Set(['RegionDisabled', 'RegionDisabledException']);
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
  'MissingAuthenticationToken',
  'InvalidAccessKeyId',
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
 * A suspended or closed account has no code of its own: AssumeRole into it is an AccessDenied like a missing role.
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
    const policy = namedPolicy(failure.message);
    return new PlatformError(errors.AssumeRoleDenied, {
      ...details,
      message: policy
        ? `${failed} (${failure.name}): AWS says: ${policy}.`
        : `${failed} (${failure.name}). AWS answers the same whether the role is missing, one of the policies or ` +
          'the external id refuses, or the account is suspended or closed.',
      remedy:
        `Run the orchestrator's doctor command, which tells these apart where AWS lets it. Check that the role exists ` +
        `in ${role.accountId}, that its trust policy names the regional build role and this external id, that the ` +
        "build role's own policy and the organization's service control policies allow it to assume the role, and " +
        `that the account is active (in the organization's management account: aws organizations describe-account ` +
        `--account-id ${role.accountId}).`,
    });
  }
  if (regionCodes.has(failure.name)) {
    return new PlatformError(errors.StsRegionDisabled, {
      ...details,
      message: `${failed} (${failure.name}): STS in ${role.region} gives no credentials for ${role.accountId}.`,
      remedy:
        `Have an administrator of ${role.accountId} enable ${role.region}, and its STS endpoint in the account ` +
        'settings of the IAM console.',
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
    return new PlatformError(errors.BaseCredentialsInvalid, {
      ...details,
      message: `${failed} (${failure.name}): STS does not accept the build's own credentials.`,
    });
  }
  return new PlatformError(errors.AssumeRoleFailed, {
    ...details,
    message: `${failed} (${failure.name}: ${failure.message}).`,
    retryable: status !== undefined && status >= 500,
  });
}

/**
 * Which policy refused, where AWS says so: always for a service control policy, and for an identity policy of the
 * caller; never for a trust policy of another account, nor for a role that is missing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
function namedPolicy(message: string): string | undefined {
  return /(?:an explicit deny in an? [a-z -]+ policy|no [a-z -]+ policy allows the sts:AssumeRole action)/.exec(
    message,
  )?.[0];
}
