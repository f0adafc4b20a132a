import { defineErrors } from '@regional-pipeline/platform-model';

/** The errors of a region's targets and of the generators. */
export const regionsErrors = defineErrors('regions', {
  CredentialsNotUsable: {
    phase: 'input',
    retryable: false,
    meaning: 'There are no AWS credentials, or STS did not accept them, so whose they are is not known.',
    remedy: 'Sign in or set AWS_PROFILE for the account to deploy to, then run the target again.',
  },
  CredentialsOfAnotherAccount: {
    phase: 'input',
    retryable: false,
    meaning: "The credentials are of an account that the region's file does not name.",
    remedy: "Use credentials of an account of the region's file, or correct the file.",
  },
  AssemblyNotReadable: {
    phase: 'input',
    retryable: false,
    meaning: 'The synthesized region cannot be read, or has no stack.',
    remedy: "Run the region's target again, which synthesizes first.",
  },
  CdkFailed: {
    phase: 'input',
    retryable: false,
    meaning: 'The CDK command line ended with a failure, which it wrote above.',
    remedy: 'Mend what it names, then run the target again: what is deployed already is left as it is.',
  },
  RegionExists: {
    phase: 'usage',
    retryable: false,
    meaning: 'The region that is to be added has a file already.',
    remedy: 'Edit the file instead.',
  },
  ClusterExists: {
    phase: 'usage',
    retryable: false,
    meaning: 'The cluster that is to be added has a definition already.',
    remedy: 'Choose another name, or edit the definition instead.',
  },
  AccountTaken: {
    phase: 'usage',
    retryable: false,
    meaning: 'The account that is given for a cluster is that of another cluster of its region already.',
    remedy: 'Give the account that was minted for this cluster.',
  },
  NotARegion: {
    phase: 'usage',
    retryable: false,
    meaning: 'What is to be added, or to get a cluster, is not a region.',
    remedy: 'Give a region such as us-east-1.',
  },
});
