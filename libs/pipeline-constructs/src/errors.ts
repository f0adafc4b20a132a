import { defineErrors } from '@regional-pipeline/platform-model';

/** The errors of this library. */
export const pipelineConstructsErrors = defineErrors('pipeline-constructs', {
  AssetRefused: {
    phase: 'usage',
    retryable: false,
    meaning: 'A construct wanted to upload a file or an image for one of the stacks.',
    remedy:
      'Leave the asset out: the stacks are deployed into fresh accounts that have no bucket and no repository for assets.',
  },
  ContradictorySettings: {
    phase: 'usage',
    retryable: false,
    meaning: 'Settings of a pipeline that are valid each by itself do not go together.',
    remedy: 'Change one of the settings that the message names.',
  },
});
