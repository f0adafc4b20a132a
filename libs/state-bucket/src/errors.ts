import { defineErrors } from '@regional-pipeline/platform-model';

/** Everything that can keep the state bucket from being used. None of them means that there is no record. */
export const stateBucketErrors = defineErrors('state-bucket', {
  StateBucketMissing: {
    phase: 'input',
    retryable: false,
    meaning: 'There is no bucket of this name.',
    remedy: "Set MANAGEMENT_STATE_BUCKET to the stack's output management_state_bucket.",
  },
  StateBucketAccessDenied: {
    phase: 'input',
    retryable: false,
    meaning:
      'S3 refused the request: only the build role may use the bucket, and delete nothing but lock files.',
    remedy:
      'Run as the build role of the region, and check that its policy and that of the bucket are deployed.',
  },
  StateBucketUnreachable: {
    phase: 'input',
    retryable: true,
    meaning: 'S3 gave no answer for as long as was waited.',
    remedy: 'Check the network path to S3, or AWS_ENDPOINT_URL_S3 and AWS_ENDPOINT_URL where they are set.',
  },
  StateBucketUnavailable: {
    phase: 'input',
    retryable: true,
    meaning: 'S3 answered that it cannot serve the request, for as long as was waited.',
    remedy: 'Run again in a few minutes.',
  },
  StateBucketCredentialsMissing: {
    phase: 'input',
    retryable: false,
    meaning: "The AWS SDK's provider chain found no credentials to use the bucket with.",
    remedy: 'In CodeBuild check the service role of the project; elsewhere sign in or set AWS_PROFILE.',
  },
  StateBucketCredentialsExpired: {
    phase: 'input',
    retryable: false,
    meaning: 'The credentials that the bucket was to be used with have ended.',
    remedy: 'Sign in again, or use credentials that are renewed by themselves, and run again.',
  },
  StateBucketCredentialsInvalid: {
    phase: 'input',
    retryable: false,
    meaning: 'S3 does not accept the credentials, whatever they are allowed to do.',
    remedy: "Check that the credentials are of the bucket's partition, and the clock of this machine.",
  },
  StateBucketFailed: {
    phase: 'input',
    retryable: false,
    meaning: 'S3 gave another error than the ones above.',
    remedy: 'Look up the error code of S3 that the message names.',
  },
  LogUnreadable: {
    phase: 'cluster',
    retryable: false,
    meaning: "An attempt's log file could not be read to be uploaded.",
    remedy: 'Look at the file itself; the attempt has ended as it is said, whatever became of its log.',
  },
  RescuedStateMissing: {
    phase: 'input',
    retryable: false,
    meaning: 'No rescued state of this name is kept for the cluster and the run.',
    remedy: "List the run's rescued states of the cluster and name one of them.",
  },
  RescuedStateInvalid: {
    phase: 'input',
    retryable: false,
    meaning: 'What was rescued is not a whole Terraform state of version 4.',
    remedy: 'Import what it tells of into the current state by hand, then discard it.',
  },
  CurrentStateInvalid: {
    phase: 'input',
    retryable: false,
    meaning: "The cluster's state in the bucket is not a whole Terraform state of version 4.",
    remedy: 'Restore a version of it that is, then push again.',
  },
  RescueLineageDiffers: {
    phase: 'input',
    retryable: false,
    meaning:
      "The rescued state is of another lineage than the cluster's: another history, not a newer state of it.",
    remedy: 'Compare the two states; import what only the rescued one knows by hand, then discard it.',
  },
  RescueSerialNotNewer: {
    phase: 'input',
    retryable: false,
    meaning: "The rescued state's serial is not greater than the cluster's: another state was written since.",
    remedy: 'Compare the two states; import what only the rescued one knows by hand, then discard it.',
  },
  RescueStateLocked: {
    phase: 'input',
    retryable: true,
    meaning: "The cluster's state is locked, so it is not written.",
    remedy: 'Wait until the holder is done; where it is over, let `unlock` remove its lock.',
  },
  RescueStateChanged: {
    phase: 'input',
    retryable: true,
    meaning: "The cluster's state was written by somebody who did not take its lock, while this one held it.",
    remedy: 'Find out who writes the state without its lock, then try again.',
  },
  StateVersionMissing: {
    phase: 'usage',
    retryable: false,
    meaning: "The cluster's state has no version of this id, or the cluster has no state at all.",
    remedy: 'See `orchestrator state versions` for those that it has.',
  },
  StateVersionUnusable: {
    phase: 'input',
    retryable: false,
    meaning: 'A version of a state is no whole Terraform state of version 4 that can be read.',
    remedy: 'See `orchestrator state versions` for one that is.',
  },
  StateVersionCurrent: {
    phase: 'usage',
    retryable: false,
    meaning: "The version that was to be restored is the cluster's state already.",
    remedy: 'See `orchestrator state versions` for the earlier ones.',
  },
  RestoreLineageDiffers: {
    phase: 'input',
    retryable: false,
    meaning: "The version to restore is of another lineage than the cluster's state: another history.",
    remedy:
      'Where the current state is the one that is wrong, name the lineage to go back to with `--lineage`.',
  },
  RescueLockStays: {
    phase: 'cluster',
    retryable: false,
    meaning: 'The lock that was taken to write a state could not be removed again.',
    remedy: 'Let `unlock` remove it, or `terraform force-unlock` with its id.',
  },
});
