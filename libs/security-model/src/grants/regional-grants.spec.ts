import { loadActionCatalogue, type ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { statementOf, withEditedPolicy } from '../testing/edit-template.js';
import { deploymentOf, goldenPipelines } from '../testing/golden-pipelines.js';
import { regionalGrants } from './regional-grants.js';

let catalogue: ActionCatalogue;
beforeAll(async () => {
  const services = ['codebuild', 'codeconnections', 'codestar-connections', 'logs', 's3', 'sts'];
  catalogue = await loadActionCatalogue(services);
});

function grants({ regional }: ReturnType<typeof deploymentOf>) {
  if (!regional) throw new TypeError('a golden pipeline has a regional part');
  return regionalGrants(regional, catalogue);
}

describe('the grants of build role and pipeline role', () => {
  it.each(goldenPipelines)('are live, every one of them, in $intent.region', (pipeline) => {
    const found = grants(deploymentOf(pipeline));
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter(({ status }) => status !== 'live')).toEqual([]);
  });

  it('are dead where an action does not take the resource that it is named with', () => {
    const dead = withEditedPolicy('build role', (all) => {
      statementOf(all, 'ReadState').Action = ['s3:GetObject', 's3:GetObjectVersion', 's3:ListAllMyBuckets'];
    });
    const found = grants(dead).filter(({ status }) => status !== 'live');
    expect(found).toMatchObject([{ by: { sid: 'ReadState' }, status: 'dead' }]);
  });
});
