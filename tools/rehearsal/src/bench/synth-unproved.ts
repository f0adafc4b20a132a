import { parseInputs, synthesize } from '@regional-pipeline/regional-pipeline';

/** What the synth of one region is held against: the same without its proofs. */
const [outdir] = process.argv.slice(2);
synthesize(
  parseInputs({
    region: 'us-east-1',
    regionalAccount: '111111111111',
    managementAccounts: ['222222222222'],
    repositoryId: 'owner/repo',
    centralStateBucket: 'central-terraform-state',
  }),
  outdir ?? '.',
);
