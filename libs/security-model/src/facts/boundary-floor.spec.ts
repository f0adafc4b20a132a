import { loadActionCatalogue, type ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { proveStatements } from '../prove-statements.js';
import { statementOf, withEditedPolicy } from '../testing/edit-template.js';
import { boundaryFloor } from './boundary-floor.js';

let catalogue: ActionCatalogue;
beforeAll(async () => {
  catalogue = await loadActionCatalogue();
});

describe('the floor of the permissions boundary', () => {
  it('is made of actions of AWS, none of IAM', () => {
    const known = new Set(catalogue.actions.map(({ name }) => name));
    const named = boundaryFloor.flatMap(({ actions }) => actions);
    expect(named.length).toBe(134);
    expect(named.filter((name) => !known.has(name) || name.startsWith('iam:'))).toEqual([]);
  });

  it.each(boundaryFloor.map(({ policy, actions }) => [policy, actions] as const))(
    'is missed where the boundary refuses an action of %s',
    (policy, actions) => {
      const [name] = actions;
      const edited = withEditedPolicy('boundary', (all) => {
        const rest = statementOf(all, 'DenyAllButFloor');
        rest.NotAction = [rest.NotAction ?? []].flat().filter((one) => one !== name);
      });
      const [ceilingAndFloor] = proveStatements(edited, catalogue, { only: ['SM-16'] });
      const missed = ceilingAndFloor?.parts.filter(({ proof }) => proof.verdict === 'violated');
      expect(missed).toContainEqual(
        expect.objectContaining({
          obligation: expect.objectContaining({
            about: expect.stringContaining(`what ${policy} allows`) as string,
          }) as object,
          proof: expect.objectContaining({
            request: expect.objectContaining({ action: name }) as object,
          }) as object,
        }),
      );
    },
  );
});
