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

  it('is missed by each policy of which the boundary refuses an action', () => {
    const refused = boundaryFloor.map(({ actions }) => actions.at(-1));
    const edited = withEditedPolicy('boundary', (all) => {
      const rest = statementOf(all, 'DenyAllButFloor');
      rest.NotAction = [rest.NotAction ?? []].flat().filter((name) => !refused.includes(name));
    });
    const [ceilingAndFloor] = proveStatements(edited, catalogue, { only: ['SM-16'] });
    const missed = ceilingAndFloor?.parts.filter(({ proof }) => proof.verdict === 'violated') ?? [];
    expect(missed.map(({ obligation }) => obligation.about)).toEqual(
      boundaryFloor.map(({ policy }) => expect.stringContaining(`what ${policy} allows`) as string),
    );
  });
});
