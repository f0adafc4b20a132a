import { defineErrors } from '@regional-pipeline/platform-model';

/** What can be wrong with the definitions or with the accounts that they are matched with. */
export const clusterFilterErrors = defineErrors('cluster-filter', {
  DefinitionsInvalid: {
    phase: 'input',
    retryable: false,
    meaning:
      'Definitions of this region cannot be understood or contradict each other, so nothing was started.',
    remedy: 'Correct the lines that are listed and push again.',
  },
  AccountsAmbiguous: {
    phase: 'input',
    retryable: false,
    meaning: 'Two entries of the central map stand for one account, or bear one name.',
    remedy: "Correct the output `accounts` of Central's state, then run again.",
  },
  AccountNotForClusters: {
    phase: 'cluster',
    retryable: false,
    meaning:
      'A definition names an account that Central minted for something other than a management cluster.',
    remedy: 'Name a management account in the definition.',
  },
  AccountNameNotClusterName: {
    phase: 'cluster',
    retryable: false,
    meaning: "The region has no definitions, and an account's name cannot serve as a cluster's name.",
    remedy: 'Write a definition that gives the account a cluster name.',
  },
});
