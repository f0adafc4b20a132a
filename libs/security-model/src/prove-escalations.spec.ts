import { loadActionCatalogue, type ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { escalationMethods } from './facts/escalation-methods.js';
import { proveEscalations } from './prove-escalations.js';
import { statementOf, withEditedPolicy } from './testing/edit-template.js';
import { deploymentOf, goldenPipelines } from './testing/golden-pipelines.js';

let catalogue: ActionCatalogue;
beforeAll(async () => {
  catalogue = await loadActionCatalogue();
});

describe('the published escalation methods', () => {
  it('are 28, numbered as in the list, each with a decisive action among what it needs', () => {
    expect(escalationMethods.map(({ number }) => number)).toEqual(
      Array.from({ length: 28 }, (_, index) => index + 1),
    );
    expect(escalationMethods.filter(({ needs, decisive }) => !needs.includes(decisive))).toEqual([]);
  });

  it.each(goldenPipelines)('are all stopped by the templates of $intent.region', (pipeline) => {
    const proofs = proveEscalations(deploymentOf(pipeline), catalogue);
    expect(proofs.filter(({ verdict }) => verdict !== 'proved')).toEqual([]);
  });

  it('are found open where a template opens them, and no others', () => {
    const open = withEditedPolicy('deploy role', (all) => {
      const deny = statementOf(all, 'DenyAllElse');
      deny.NotAction = [...[deny.NotAction ?? []].flat(), 'lambda:UpdateFunctionCode'];
      all.push({ Sid: 'Added', Effect: 'Allow', Action: 'lambda:UpdateFunctionCode', Resource: '*' });
    });
    expect(
      proveEscalations(open, catalogue)
        .filter(({ verdict }) => verdict === 'violated')
        .map(({ method }) => method.number),
    ).toEqual([18]);
  });
});
