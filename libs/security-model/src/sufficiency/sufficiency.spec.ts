import { loadActionCatalogue, proveAll, type ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { dropCondition, statementOf, withEditedPolicy } from '../testing/edit-template.js';
import { deploymentOf, goldenPipelines } from '../testing/golden-pipelines.js';
import { roleNeeds } from './role-needs.js';
import { sufficiency } from './sufficiency.js';

let catalogue: ActionCatalogue;
beforeAll(async () => {
  catalogue = await loadActionCatalogue();
});

type Deployed = ReturnType<typeof deploymentOf>;
// Asked for any request at all, and not for a likely one, which takes longer to find.
const failing = (deployment: Deployed) =>
  sufficiency
    .obligations(deployment, [])
    .filter((one) => one.kind !== 'setting')
    .map(({ policies, requests }) => ({ proof: proveAll(policies, requests, { catalogue }) }))
    .filter(({ proof }) => proof.verdict !== 'proved');

/** Whether a pattern is about the resources that an ARN of the catalogue stands for. */
function isOfKind(pattern: string, arn: string): boolean {
  if (pattern === '*' || arn === '*') return pattern === arn;
  const [, , service, , , ...rest] = pattern.split(':');
  const [, , itsService, , , ...kind] = arn.split(':');
  return service === itsService && rest.join(':').startsWith(kind.join(':').split('*')[0] ?? '');
}

describe('what the work needs', () => {
  it.each(goldenPipelines)('is allowed by the templates of $intent.region', (pipeline) => {
    expect(failing(deploymentOf(pipeline))).toEqual([]);
  });

  it.each(goldenPipelines)(
    'names actions of AWS, on resources that they take ($intent.region)',
    (pipeline) => {
      const known = new Map(catalogue.actions.map((one) => [one.name, one]));
      const needs = roleNeeds(deploymentOf(pipeline)).flatMap(({ groups }) =>
        groups.flatMap((one) => one.needs),
      );
      expect(needs.length).toBeGreaterThan(60);
      const wrong = needs.flatMap(({ actions, resources }) =>
        actions.flatMap((name) => {
          const taken = known.get(name)?.resourceArns;
          const mistaken = resources.filter((pattern) => !taken?.some((arn) => isOfKind(pattern, arn)));
          return mistaken.map((pattern) => `${name} on ${pattern}`);
        }),
      );
      expect(wrong).toEqual([]);
    },
  );

  it('fails for an action refused that a node group needs', () => {
    const edited = withEditedPolicy('deploy role', (all) => {
      const denied = statementOf(all, 'DenyAccountWide');
      denied.Action = [...[denied.Action ?? []].flat(), 'ec2:RunInstances'];
    });
    const [violated] = failing(edited);
    expect(violated?.proof).toMatchObject({ verdict: 'violated', request: { action: 'ec2:RunInstances' } });
  });

  it('fails where a condition is one that no request can satisfy', () => {
    const edited = withEditedPolicy('deploy role', (all) => {
      const pass = statementOf(all, 'PassClusterRoles');
      dropCondition(pass, 'StringEquals', 'iam:PassedToService');
      pass.Condition = { StringEquals: { 'iam:PassedToService': 'eks' } };
    });
    expect(failing(edited).map(({ proof }) => proof)).toMatchObject([
      { request: { action: 'iam:PassRole' } },
    ]);
  });
});
