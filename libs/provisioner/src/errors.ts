import { defineErrors } from '@regional-pipeline/platform-model';

/** The errors of provisioning one cluster. */
export const provisionerErrors = defineErrors('provisioner', {
  LogFileFailed: {
    phase: 'cluster',
    retryable: false,
    meaning: "The cluster's log file could not be created or written.",
    remedy: 'Make its directory writable, with space left, and use a file name that is not taken.',
  },
  SourceCopyFailed: {
    phase: 'cluster',
    retryable: false,
    meaning:
      "The cluster's private copy of the repository could not be made, or a symbolic link leads a target out of it.",
    remedy: 'Make the source readable and the temporary directory writable with space left, or set TMPDIR.',
  },
  TfvarsConflict: {
    phase: 'cluster',
    retryable: false,
    meaning: "The repository has a file of the name that the cluster's variables are written to.",
    remedy: "Rename the file in the repository: this name is the pipeline's.",
  },
  MakeMissing: {
    phase: 'cluster',
    retryable: false,
    meaning: 'There is no make on the PATH.',
    remedy: 'Install GNU make where the pipeline runs, or add its directory to PATH.',
  },
  MakeNotStarted: {
    phase: 'cluster',
    retryable: true,
    meaning: 'The operating system did not start make.',
    remedy: 'Look at the cause: too many processes, or an environment that is too large.',
  },
  MakeTargetMissing: {
    phase: 'cluster',
    retryable: false,
    meaning: "The repository's Makefile has no such target, or there is no Makefile.",
    remedy: 'Add the target to the Makefile in the root of the repository.',
  },
  MakeFailed: {
    phase: 'cluster',
    retryable: false,
    meaning: 'The make target ended with an exit code other than 0.',
    remedy: "Read the end of the cluster's log, correct the cause and run again.",
  },
  MakeTimedOut: {
    phase: 'cluster',
    retryable: false,
    meaning: 'The make target took longer than its time limit, and was asked to stop.',
    remedy:
      "Read the end of the cluster's log for what it waited for; run again, with a longer time limit where it was at work.",
  },
  MakeInterrupted: {
    phase: 'cluster',
    retryable: true,
    meaning: 'The make target was stopped by a signal before it was done.',
    remedy:
      'Run again; if Terraform says that the state is locked, look whether its holder is still running.',
  },
  StateLocked: {
    phase: 'cluster',
    retryable: false,
    meaning:
      "Terraform did not get the lock of the cluster's state: another run works on it, or one left the lock.",
    remedy:
      'See `orchestrator locks` for who holds it; `orchestrator unlock` removes the lock of a run that is provably over.',
  },
  StateLockLeft: {
    phase: 'cluster',
    retryable: true,
    meaning:
      "This attempt's own Terraform left the lock of the cluster's state: the answer to its request was lost.",
    remedy: 'Remove the lock with this ID, and run again: nothing of the attempt that made it still runs.',
  },
  StateBackendUnavailable: {
    phase: 'cluster',
    retryable: true,
    meaning: "Before it changed anything, Terraform could not reach the state's bucket or STS.",
    remedy: 'Run again; if it stays so, check the network path to S3 and STS and the AWS Health Dashboard.',
  },
  AwsThrottled: {
    phase: 'cluster',
    retryable: true,
    throttling: true,
    meaning: 'AWS answered Terraform that too many requests are made, also after the retries of its SDK.',
    remedy:
      'Run again with a lower --concurrency, or have the quota of the API raised that the message names.',
  },
  StateShared: {
    phase: 'cluster',
    retryable: false,
    meaning: "The make target ran Terraform in several directories, all with the cluster's one state.",
    remedy:
      'Let a target run exactly one configuration. Resources of the others may have been destroyed: ' +
      "compare the versions of the cluster's state in the bucket.",
  },
  StateStranded: {
    phase: 'cluster',
    retryable: false,
    meaning:
      'The make target ended with exit code 0, but left a Terraform state outside the backend, or nobody knows whether it did.',
    remedy:
      'Keep the private copy, declare backend "s3" {} in the configuration, and push a state that it left to the backend.',
  },
  StateNotSaved: {
    phase: 'cluster',
    retryable: false,
    meaning:
      'The make target failed or was stopped, and a Terraform state did not reach the backend, or nobody knows whether it did.',
    remedy:
      'Do not apply the cluster again: Terraform would make everything once more. Push the state that was left to the ' +
      'backend, when its lineage and serial follow those of the backend, or make sure that nothing is in it.',
  },
  GuardNotStarted: {
    phase: 'input',
    retryable: false,
    meaning: 'The process that stops what runs when the orchestrator dies could not be started.',
    remedy: 'Look at the cause: the program is missing, or there are too many processes.',
  },
});
