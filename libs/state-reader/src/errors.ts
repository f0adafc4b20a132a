import { defineErrors } from '@regional-pipeline/platform-model';

/** Everything that can keep the accounts from being read. None of them means "no accounts". */
export const stateReaderErrors = defineErrors('state-reader', {
  CentralStateMissing: {
    phase: 'input',
    retryable: false,
    meaning: 'The central bucket has no such object, or its newest version is a delete marker.',
    remedy: 'Check that Central has deployed, and that the bucket is the one it keeps its state in.',
  },
  CentralBucketMissing: {
    phase: 'input',
    retryable: false,
    meaning: 'There is no bucket of this name.',
    remedy: 'Set CENTRAL_STATE_BUCKET to the bucket that Central keeps its state in.',
  },
  CentralStateAccessDenied: {
    phase: 'input',
    retryable: false,
    meaning:
      'S3 refused the read. Without s3:ListBucket on the prefix it gives the same answer for an object that does not ' +
      'exist.',
    remedy: "Check that the object exists and that Central's bucket policy lets the build role read it.",
  },
  CentralStateRegionUnknown: {
    phase: 'input',
    retryable: false,
    meaning: 'The central bucket is in another region, and S3 did not say in which, or sent back and forth.',
    remedy: 'Check the name of the bucket and the endpoint that S3 is reached by.',
  },
  CentralStateUnreachable: {
    phase: 'input',
    retryable: true,
    meaning: 'S3 gave no answer.',
    remedy: 'Check the network path to S3, or AWS_ENDPOINT_URL_S3 and AWS_ENDPOINT_URL where they are set.',
  },
  CentralStateUnavailable: {
    phase: 'input',
    retryable: true,
    meaning: 'S3 answered that it cannot serve the request now, also after the retries of the SDK.',
    remedy: 'Run again in a few minutes.',
  },
  CentralCredentialsMissing: {
    phase: 'input',
    retryable: false,
    meaning: "The AWS SDK's provider chain found no credentials to read the central state with.",
    remedy: 'In CodeBuild check the service role of the project; elsewhere sign in or set AWS_PROFILE.',
  },
  CentralCredentialsExpired: {
    phase: 'input',
    retryable: false,
    meaning: 'The credentials that were to read the central state have ended.',
    remedy: 'Sign in again, or use credentials that are renewed by themselves, and run again.',
  },
  CentralCredentialsInvalid: {
    phase: 'input',
    retryable: false,
    meaning: 'S3 does not accept the credentials, whatever they are allowed to do.',
    remedy: "Check that the credentials are of the bucket's partition, and the clock of this machine.",
  },
  CentralStateFailed: {
    phase: 'input',
    retryable: false,
    meaning: 'S3 gave another error than the ones above.',
    remedy: 'Look up the error code of S3 that the message names.',
  },
  CentralStateUnreadable: {
    phase: 'input',
    retryable: false,
    meaning: 'The object is not whole, or it is not JSON.',
    remedy: 'Run again; if it stays so, have Central restore the last good version of its state.',
  },
  CentralStateNotV4: {
    phase: 'input',
    retryable: false,
    meaning: 'The object is JSON, but not a Terraform state of version 4.',
    remedy:
      'Check that the key is the one of the central state, and that it is not encrypted by the tool itself.',
  },
  CentralStateNoAccounts: {
    phase: 'input',
    retryable: false,
    meaning: 'The state has no output `accounts`. An empty map is one: it means that no account is minted.',
    remedy: 'Check that Central declares the output `accounts` and has applied it.',
  },
  CentralStateOutputInvalid: {
    phase: 'input',
    retryable: false,
    meaning: 'The output `accounts` is sensitive, or it is not a map.',
    remedy: 'Central has to declare `accounts` as a map of account name to account, and not as sensitive.',
  },
  CentralStateAccountInvalid: {
    phase: 'input',
    retryable: false,
    meaning: 'An account of the map has no valid id, region or type.',
    remedy:
      'Correct the accounts in Central and apply it; nothing is deployed before, for the map cannot be trusted.',
  },
});
