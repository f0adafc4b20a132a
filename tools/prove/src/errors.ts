import { defineErrors } from '@regional-pipeline/platform-model';

/** The errors of the command that proves. */
export const proveErrors = defineErrors('prove', {
  ProveUsageWrong: {
    phase: 'usage',
    retryable: false,
    meaning: 'The command that proves is given flags that it does not take, or that do not go together.',
    remedy: 'See `npm run prove -- --help`.',
  },
  BaselineNotProved: {
    phase: 'input',
    retryable: false,
    meaning: 'The policies are to be mutated although a statement is not proved of them as they are.',
    remedy: 'See `npm run prove` for the request, and correct the policies first.',
  },
  PolicyFileUnreadable: {
    phase: 'usage',
    retryable: false,
    meaning: 'The file with the policy that is to be proved cannot be read, or is no identity policy.',
    remedy: 'Name a file with one policy of a role, a user or a group in JSON.',
  },
});
