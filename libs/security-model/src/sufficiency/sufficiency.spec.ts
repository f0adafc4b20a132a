import { loadActionCatalogue, proveAll, type ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { dropCondition, statementOf, withEditedPolicy } from '../testing/edit-template.js';
import { deploymentOf, goldenPipelines } from '../testing/golden-pipelines.js';
import { boundedRoleNeeds } from './bounded-role-needs.js';
import { clusterNeeds } from './cluster-needs.js';
import { clusterRoleNeeds } from './cluster-role-needs.js';
import { buildRoleNeeds, pipelineRoleNeeds } from './regional-role-needs.js';
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

function groupsOf({ names, regional, management: [part] }: Deployed) {
  if (!regional || !part) throw new TypeError('a golden pipeline has both parts');
  return [
    ...clusterNeeds(names, part),
    ...clusterRoleNeeds(names.partition, part),
    ...buildRoleNeeds(names, regional.intent),
    ...pipelineRoleNeeds(names, regional.intent),
  ];
}

/** Whether a pattern is about the resources that an ARN of the catalogue stands for. */
function isOfKind(pattern: string, arn: string): boolean {
  if (pattern === '*' || arn === '*') return pattern === arn;
  const [, , service, , , ...rest] = pattern.split(':');
  const [, , itsService, , , ...kind] = arn.split(':');
  return service === itsService && rest.join(':').startsWith(kind.join(':').split('*')[0] ?? '');
}

describe('what the work needs', () => {
  it('of a role under B are actions of AWS', () => {
    const known = new Set(catalogue.actions.map(({ name }) => name));
    const named = boundedRoleNeeds('us-east-1').flatMap(({ needs }) =>
      needs.flatMap(({ actions }) => actions),
    );
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(goldenPipelines)('is allowed by the templates of $intent.region', (pipeline) => {
    expect(failing(deploymentOf(pipeline))).toEqual([]);
  });

  it.each(goldenPipelines)(
    'names actions of AWS, on resources that they take ($intent.region)',
    (pipeline) => {
      const known = new Map(catalogue.actions.map((one) => [one.name, one]));
      const wrong = groupsOf(deploymentOf(pipeline)).flatMap(({ needs }) =>
        needs.flatMap(({ actions, resources }) =>
          actions.flatMap((name) => {
            const taken = known.get(name)?.resourceArns;
            const mistaken = resources.filter((pattern) => !taken?.some((arn) => isOfKind(pattern, arn)));
            return mistaken.map((pattern) => `${name} on ${pattern}`);
          }),
        ),
      );
      expect(wrong).toEqual([]);
    },
  );

  it.each([
    ['an action refused that a node group needs', 'deploy role', 'DenyAccountWide', 'ec2:RunInstances'],
    ['an action refused that a role under B needs', 'boundary', 'DenyAllButFloor', 'ssm:GetParameter'],
  ] as const)('fails for %s', (_, policy, sid, name) => {
    const edited = withEditedPolicy(policy, (all) => {
      const statement = statementOf(all, sid);
      if (statement.NotAction)
        statement.NotAction = [statement.NotAction].flat().filter((one) => one !== name);
      else statement.Action = [...[statement.Action ?? []].flat(), name];
    });
    const [violated] = failing(edited);
    expect(violated?.proof).toMatchObject({ verdict: 'violated', request: { action: name } });
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
