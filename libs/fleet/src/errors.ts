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
});
