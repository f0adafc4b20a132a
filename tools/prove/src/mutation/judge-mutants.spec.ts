import { Region } from '@regional-pipeline/platform-model';
import { loadActionCatalogue } from '@regional-pipeline/policy-proofs';
import { mutantsOf } from '@regional-pipeline/security-model';
import { examplePipelines } from '../example-pipelines.js';
import { judgeMutants } from './judge-mutants.js';

describe('judgeMutants', () => {
  it('refuses policies that are not proved as they are', async () => {
    const [deployment] = examplePipelines([Region.parse('eu-west-1')]);
    if (!deployment) throw new TypeError('there is no pipeline');
    const open = mutantsOf(deployment).find(
      ({ policy, mutator }) => policy === 'deploy role trust' && mutator === 'condition dropped',
    );
    if (!open) throw new TypeError('no mutant drops a condition');
    const catalogue = await loadActionCatalogue();
    expect(() => judgeMutants(open.deployment, ['boundary'], catalogue, () => undefined)).toThrow(
      'Not proved of the policies of eu-west-1 as they are: SM-01 (violated), ',
    );
  }, 30_000);
});
