import { defineErrors } from '@regional-pipeline/platform-model';

/** The errors of the command line itself; the libraries declare their own. */
export const orchestratorErrors = defineErrors('orchestrator', {
  UsageInvalid: {
    phase: 'usage',
    retryable: false,
    meaning:
      'The command line has an unknown command, an unknown option or a value that the option does not take.',
    remedy: 'See orchestrator --help.',
  },
  SettingsInvalid: {
    phase: 'usage',
    retryable: false,
    meaning: 'An environment variable that says where to work is missing, or is not what it should be.',
    remedy: 'Set it; nothing has a default, least of all the region.',
  },
  SourceUnreadable: {
    phase: 'usage',
    retryable: false,
    meaning: 'The repository to deploy from, or a file of its definitions, is not there or cannot be read.',
    remedy: 'Name the checkout of the platform repository with --source.',
  },
  ClusterNotSelected: {
    phase: 'input',
    retryable: false,
    meaning: 'A cluster named with --cluster is none of those that this run would deploy.',
    remedy: 'See orchestrator plan for the clusters and for why one is skipped.',
  },
  WavesNotFannedOut: {
    phase: 'usage',
    retryable: false,
    meaning:
      'The definitions put the clusters into several waves, which builds of single clusters do not keep.',
    remedy: 'Set the input fan_out to one-build, or give all definitions the same wave.',
  },
  OutcomeNotRecorded: {
    phase: 'cluster',
    retryable: false,
    meaning: "The cluster's job is done, but the journal could not be written, so the cluster stays claimed.",
    remedy:
      'When the state bucket answers again, use `orchestrator resume`: it finds out how the cluster stands.',
  },
  NoRuns: {
    phase: 'usage',
    retryable: false,
    meaning: 'A run was to be resumed, and the journal has none.',
    remedy: 'Start one with orchestrator deploy.',
  },
  LockHeld: {
    phase: 'input',
    retryable: false,
    meaning: 'Nothing proves that whoever made the lock is over, so it is not removed. Its age is no proof.',
    remedy:
      'Wait until its holder is done. Where a person made it, that person can use terraform force-unlock with its id.',
  },
  LockChanged: {
    phase: 'input',
    retryable: true,
    meaning: 'The lock was replaced by another one between looking at it and removing it, so it was left.',
    remedy: 'See orchestrator locks for who holds it now.',
  },
  RescueAmbiguous: {
    phase: 'usage',
    retryable: false,
    meaning: 'It is not clear which rescued state of a cluster is to become its state.',
    remedy: 'See orchestrator rescue list, and name one with --state.',
  },
  RestoreNotConfirmed: {
    phase: 'usage',
    retryable: false,
    meaning: "A cluster's state was to be replaced, and nobody said yes to it by the cluster's name.",
    remedy:
      "See orchestrator state diff for what it would change, then repeat the cluster's name with --confirm.",
  },
  RunDirectoryUnusable: {
    phase: 'input',
    retryable: false,
    meaning: 'The temporary folder that the clusters are worked on in cannot be made or written.',
    remedy: 'Set TMPDIR to a folder that can be written and has room.',
  },
  Defect: {
    phase: 'input',
    retryable: false,
    meaning:
      'Something happened that the program does not expect: a defect of the program, not of what it was given.',
    remedy: 'Report it with the message and the version.',
  },
});
