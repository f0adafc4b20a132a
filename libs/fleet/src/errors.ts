import { defineErrors } from '@regional-pipeline/platform-model';

/** The errors of a fleet's run. */
export const fleetErrors = defineErrors('fleet', {
  JobCrashed: {
    phase: 'cluster',
    retryable: false,
    meaning: "A cluster's job ended with something that is not an expected failure: a defect of the program.",
    remedy: 'Report it with the message; the other clusters were not affected.',
  },
  RunDrained: {
    phase: 'cluster',
    retryable: true,
    meaning: 'The run was asked to stop before this cluster was started.',
    remedy: 'Start the run again.',
  },
  DeadlineTooNear: {
    phase: 'cluster',
    retryable: true,
    meaning: "The cluster's expected duration did not fit before the run's deadline, so it was not started.",
    remedy: 'Start the run again for what is left, or give it more time.',
  },
  FailureBudgetSpent: {
    phase: 'cluster',
    retryable: false,
    meaning: 'More clusters failed than the run allows, so nothing more was started.',
    remedy: 'Mend what failed and start the run again, or allow more failures.',
  },
  WaveGateClosed: {
    phase: 'cluster',
    retryable: false,
    meaning:
      'The waves before this cluster are not deployed, or were found unhealthy, so it was not started.',
    remedy: 'Mend the waves before and start the run again.',
  },
});
