import { defineErrors } from '@regional-pipeline/platform-model';

/** What can stand between a run and its journal, or a cluster and its owner. */
export const journalErrors = defineErrors('fleet-journal', {
  JournalUnreadable: {
    phase: 'input',
    retryable: false,
    meaning: 'A record of the journal is there and cannot be understood: damaged, or of a newer program.',
    remedy:
      'Use the newest orchestrator, or restore an earlier version of the object; the bucket keeps them.',
  },
  RunIdTaken: {
    phase: 'input',
    retryable: true,
    meaning: 'Another run that started in the same second has the same id, so this one did not start.',
    remedy: 'Start the run again.',
  },
  RunNotFound: {
    phase: 'usage',
    retryable: false,
    meaning: 'The journal has no run of this id.',
    remedy: 'See `orchestrator runs` for those that it has.',
  },
  RunNotResumable: {
    phase: 'usage',
    retryable: false,
    meaning: 'The run restored a state: going on with it would deploy the cluster, which nobody asked for.',
    remedy: 'See `orchestrator state versions` for how the state stands, and restore again or deploy.',
  },
  RunStillHeld: {
    phase: 'input',
    retryable: true,
    meaning: 'The process that holds the run is at work, or nothing proves that it is over.',
    remedy: 'Wait for its end, or make sure that it has ended and say so with `--holder-is-over`.',
  },
  RunTakenOver: {
    phase: 'input',
    retryable: false,
    meaning: 'Another process resumed this run, so this one may write nothing more about it.',
    remedy: 'See `orchestrator show` for who holds the run now.',
  },
  RunNotOpen: {
    phase: 'input',
    retryable: false,
    meaning:
      'The run does not leave its clusters to builds of their own, or not any more: it was ended, or resumed.',
    remedy: 'See `orchestrator show` for how it stands; `orchestrator resume` goes on with it.',
  },
  ClusterNotAttempted: {
    phase: 'cluster',
    retryable: true,
    meaning: 'The build of the cluster was not started, or it ended before it had claimed the cluster.',
    remedy: "Look into the state machine's execution and into the build; then use `orchestrator resume`.",
  },
  InputsChanged: {
    phase: 'input',
    retryable: false,
    meaning:
      'What the run deployed from is not what would be deployed now, so resuming it would mix the two.',
    remedy: 'Start a new run, or resume with `--accept-changed-inputs`.',
  },
  ClusterOwned: {
    phase: 'cluster',
    retryable: true,
    meaning: 'Another run works on the cluster, or nothing proves that it does not any more.',
    remedy: 'Wait for the end of that run; where it died elsewhere, resume it.',
  },
  ClusterBlocked: {
    phase: 'cluster',
    retryable: false,
    meaning:
      'A Terraform state of the cluster did not reach the backend, and no person has decided about it yet.',
    remedy: 'Use `orchestrator rescue push` or `orchestrator rescue discard`.',
  },
  ClusterAccountChanged: {
    phase: 'cluster',
    retryable: false,
    meaning: "A cluster's name was used for another account before; its state belongs to that account.",
    remedy: 'Give the cluster of the new account a name of its own.',
  },
  ClaimTakenOver: {
    phase: 'cluster',
    retryable: false,
    meaning:
      'Another run took the cluster while this one worked on it, because a person said that this one was over.',
    remedy: 'Look at what both runs did to the cluster before it is deployed again.',
  },
  ClusterNotBlocked: {
    phase: 'usage',
    retryable: false,
    meaning: 'The cluster is not blocked, or not any more by what was looked at.',
    remedy: 'See `orchestrator show` for how it stands now.',
  },
});
