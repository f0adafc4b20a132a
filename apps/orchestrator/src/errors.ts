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
