import { defineErrors } from '@regional-pipeline/platform-model';

/** The errors of the CDK app. */
export const regionalPipelineErrors = defineErrors('regional-pipeline', {
  InvalidInputs: {
    phase: 'usage',
    retryable: false,
    meaning:
      'Inputs of the stacks are missing, unknown, not valid or contradict each other; all of them are listed.',
    remedy: 'Correct the inputs that are listed, then run the command again. Nothing was written.',
  },
  InvalidRegionFile: {
    phase: 'usage',
    retryable: false,
    meaning:
      'The file of a region cannot be read, or keys in it are missing, unknown, not valid or contradict each other; all of them are listed.',
    remedy: 'Correct what is listed in the file, then run the command again.',
  },
  InvalidCdkContext: {
    phase: 'usage',
    retryable: false,
    meaning: 'The CDK context that the environment hands over cannot be read.',
    remedy: 'Unset CDK_CONTEXT_JSON, or run the app by the CDK command line, which sets it.',
  },
  OutputNotWritable: {
    phase: 'usage',
    retryable: false,
    meaning: 'The templates cannot be written to the output folder.',
    remedy: 'Give a folder by --out that can be made or written to.',
  },
  TemplatesNotValid: {
    phase: 'input',
    retryable: false,
    meaning:
      "The templates were written, and a statement of the security model does not hold of them, or the CDK's own validation found errors in them.",
    remedy: 'Correct what the validation report above names. Deploy none of these templates.',
  },
});
