import { defineErrors } from '@regional-pipeline/platform-model';

/** The errors of the command that proves. */
export const proveErrors = defineErrors('prove', {
  ProveUsageWrong: {
    phase: 'usage',
    retryable: false,
    meaning: 'The command that proves is given flags that it does not take, or that do not go together.',
    remedy: 'See `npm run prove -- --help`.',
  },
  PolicyFileUnreadable: {
    phase: 'usage',
    retryable: false,
    meaning: 'The file with the policy that is to be proved cannot be read, or is no policy document.',
    remedy: 'Name a file with one policy document in JSON.',
  },
});
