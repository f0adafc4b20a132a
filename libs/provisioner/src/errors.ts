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
      'Make sure that no other run works on the cluster; then run terraform force-unlock with the ID of the lock.',
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
});
