import { listRegions } from '@regional-pipeline/platform-model';
import { App } from 'aws-cdk-lib/core';
import { parseInputs } from '../check-inputs.js';
import { addStacks } from '../stacks.js';

// A central pipeline's synthesis: 34 regions in one process, bundled, without validation. Prints what it took.
const outdir = process.argv[2];
if (outdir === undefined) throw new TypeError('the output folder is missing');
const app = new App({
  outdir,
  analyticsReporting: false,
  treeMetadata: false,
  builtinCloudFormationValidation: false,
});
const regions = listRegions('aws').slice(0, 34);
for (const region of regions) {
  const inputs = parseInputs({
    region,
    regionalAccount: '111111111111',
    managementAccounts: ['222222222222'],
    repositoryId: 'owner/repo',
    centralStateBucket: 'central-terraform-state',
    connectionArn: 'arn:aws:codeconnections:us-east-1:111111111111:connection/abc',
  });
  addStacks(app, inputs);
}
const { stacks } = app.synth();
const { userCPUTime, maxRSS } = process.resourceUsage();
const took = {
  regions: regions.length,
  stacks: stacks.length,
  cpuSeconds: userCPUTime / 1e6,
  megabytes: maxRSS / 1024,
};
process.stdout.write(JSON.stringify(took));
