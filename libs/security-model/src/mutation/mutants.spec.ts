import { mutatedDeployment } from '../testing/central-grant.js';
import { mutantsOf } from './mutants.js';
import { mutatedPolicies, policySites } from './mutated-policies.js';
import { mutators } from './statement-mutation.js';

const deployment = mutatedDeployment();
const mutants = mutantsOf(deployment);

describe('mutantsOf', () => {
  it('mutates every policy by every mutator that applies', () => {
    expect(new Set(mutants.map(({ policy }) => policy))).toEqual(new Set(mutatedPolicies));
    expect(new Set(mutants.map(({ mutator }) => mutator))).toEqual(new Set(mutators));
    expect(mutants.length).toBeGreaterThan(1000);
  });

  it.each(policySites(deployment))(
    'changes every statement of $policy in its effect and each of its actions, resources, principals and conditions',
    ({ policy, located: { document } }) => {
      for (const {
        Sid,
        Principal,
        Action,
        NotAction,
        Resource,
        NotResource,
        Condition = {},
      } of document.Statement) {
        const own = mutants.filter((mutant) => mutant.policy === policy && mutant.statement === Sid);
        const paths = new Set(own.map(({ path }) => path));
        const befores = own.map(({ before }) => before);
        expect(paths).toContain('Effect');
        if (Principal !== undefined) expect(paths).toContain('Principal');
        for (const action of [Action ?? NotAction ?? []].flat()) {
          expect(befores.some((before) => before.split(', ').includes(action))).toBe(true);
        }
        for (const resource of [Resource ?? NotResource ?? []].flat()) expect(befores).toContain(resource);
        for (const [operator, keys] of Object.entries(Condition)) {
          for (const [key, values] of Object.entries(keys)) {
            const ofKey = own.filter(({ path }) => path === `Condition.${operator}.${key}`);
            expect(ofKey.map(({ mutator }) => mutator)).toContain('condition dropped');
            for (const value of [values].flat()) expect(ofKey.map(({ before }) => before)).toContain(value);
          }
        }
      }
    },
  );

  it('makes each document once, and none that is the policy as it is', () => {
    const texts = mutants.map((mutant) =>
      JSON.stringify(policySites(mutant.deployment).map(({ located }) => located.document)),
    );
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).not.toContain(
      JSON.stringify(policySites(deployment).map(({ located }) => located.document)),
    );
  });

  it('changes one policy and leaves the others the same objects', () => {
    const originals = policySites(deployment).map(({ located }) => located);
    for (const mutant of mutants.slice(0, 50)) {
      const changed = policySites(mutant.deployment).filter(({ located }) => !originals.includes(located));
      expect(changed.map(({ policy }) => policy)).toEqual([mutant.policy]);
    }
  });
});
