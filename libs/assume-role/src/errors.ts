import { defineErrors } from '@regional-pipeline/platform-model';

/** The errors of assuming a management account's deploy role and of handing the identity to child processes. */
export const assumeRoleErrors = defineErrors('assume-role', {
  BaseCredentialsMissing: {
    phase: 'cluster',
    retryable: false,
    meaning: "The AWS SDK's default provider chain found no credentials of the build.",
    remedy: 'In CodeBuild check the service role of the project; elsewhere sign in or set AWS_PROFILE.',
  },
  BaseCredentialsExpired: {
    phase: 'cluster',
    retryable: false,
    meaning: "The build's own credentials ended, and the provider chain gave no newer ones.",
    remedy: 'Sign in again, or run with credentials that are renewed by themselves, and start the run again.',
  },
  BaseCredentialsTooShort: {
    phase: 'cluster',
    retryable: false,
    meaning:
      "The build's own credentials end before the cluster is expected to be done, and nothing renews them: the state " +
      'could not be saved.',
    remedy:
      'Sign in again just before the run, or run with credentials that are renewed by themselves: a container role, ' +
      'an SSO profile, a credential_process.',
  },
  BaseCredentialsInvalid: {
    phase: 'cluster',
    retryable: false,
    meaning: "STS does not know the build's own credentials, or their signature is wrong.",
    remedy: "Check the build's credentials, that they are of this partition, and the clock of this machine.",
  },
  StsRegionDisabled: {
    phase: 'cluster',
    retryable: false,
    meaning:
      "STS is not activated for this region in the cluster's account, or the region is not enabled there.",
    remedy: 'Enable the region and its STS endpoint in the account (IAM console, account settings).',
  },
  AssumeRoleDenied: {
    phase: 'cluster',
    retryable: false,
    meaning:
      'STS refused to assume the deploy role. AWS gives the same answer for a missing role, a trust policy that ' +
      "does not name the build's role, a refused external id, an identity policy or a service control policy that " +
      'does not allow it, and an account that is suspended or closed.',
    remedy:
      "Check that the account is active, that the role exists in it, and that the role's trust policy names the " +
      'regional build role and this external id.',
  },
  AssumeRoleThrottled: {
    phase: 'cluster',
    retryable: true,
    throttling: true,
    meaning: 'STS answered that too many requests are made, also after the retries of the SDK.',
    remedy: 'Run again with a lower --concurrency.',
  },
  AssumeRoleUnreachable: {
    phase: 'cluster',
    retryable: true,
    meaning: 'The regional STS endpoint gave no answer.',
    remedy: 'Check the network path to the regional STS endpoint, or AWS_ENDPOINT_URL_STS where it is set.',
  },
  AssumeRoleFailed: {
    phase: 'cluster',
    retryable: false,
    meaning: 'STS gave another error than the ones above.',
    remedy: 'Look up the error code of STS that the message names.',
  },
  BuildIdentityUnknown: {
    phase: 'input',
    retryable: true,
    meaning: "STS did not say whose the build's own credentials are.",
    remedy:
      'Check that the credentials are of this partition, and the network path to the regional STS endpoint.',
  },
  CallerIdentityMismatch: {
    phase: 'cluster',
    retryable: false,
    meaning: "The assumed identity is not the deploy role of the cluster's account.",
    remedy:
      "Nothing was deployed. Compare the account of the cluster's definition with the account of the role.",
  },
  ProfilesNotWritten: {
    phase: 'cluster',
    retryable: false,
    meaning: "The private directory with the cluster's AWS configuration file could not be made.",
    remedy: 'Make the temporary directory writable, or set TMPDIR to one that is.',
  },
  ProfileValueInvalid: {
    phase: 'cluster',
    retryable: false,
    meaning: 'A value for the AWS configuration file has a line break or another control character.',
    remedy: 'Use a value without control characters.',
  },
  SocketPathTooLong: {
    phase: 'cluster',
    retryable: false,
    meaning: 'The path of the credential socket is longer than the operating system takes.',
    remedy: 'Set TMPDIR to a shorter path, such as /tmp.',
  },
  CredentialServerUnreachable: {
    phase: 'cluster',
    retryable: false,
    meaning: 'The credential process found no orchestrator at its socket.',
    remedy: 'The orchestrator that started this target has ended: start its run again.',
  },
  CredentialRequestRefused: {
    phase: 'usage',
    retryable: false,
    meaning: 'A request for credentials was not understood, or names a profile that is not served.',
    remedy: 'Ask for one of the profiles regional and management.',
  },
});
