import { defineErrors } from '@regional-pipeline/platform-model';

/** What can go wrong when a local AWS is set up or used in-process. What its clients see are AWS's own errors. */
export const localAwsErrors = defineErrors('local-aws', {
  LocalAwsWorldInvalid: {
    phase: 'usage',
    retryable: false,
    meaning: 'The templates and buckets given to the local AWS contradict each other or lack a part.',
    remedy: 'Correct the templates or buckets that the message names.',
  },
  LocalAwsUnknownRole: {
    phase: 'usage',
    retryable: false,
    meaning: 'Credentials were asked for a role that no template of the local AWS declares.',
    remedy: 'Name a role of one of the templates, or add the template that declares it.',
  },
  LocalAwsUnknownBucket: {
    phase: 'usage',
    retryable: false,
    meaning: 'A bucket was named that neither a template nor the list of buckets declares.',
    remedy: 'Name a bucket of one of the templates, or add it to the list of buckets.',
  },
  LocalAwsNotStarted: {
    phase: 'input',
    retryable: true,
    meaning: 'The local AWS could not listen on its loopback port, or not open its decision log.',
    remedy: 'Leave the port out to get a free one, and name a decision log in a folder that can be written.',
  },
});
