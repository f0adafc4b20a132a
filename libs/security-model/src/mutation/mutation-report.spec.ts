import { mutatedDeployment } from '../testing/central-grant.js';
import type { AcceptedSurvivors } from './accepted-survivors.js';
import type { Verdict } from './judge-mutant.js';
import { mutantsOf } from './mutants.js';
import { isAccountedFor, killedOf, mutantsIn, reportMutation, scoreOf } from './mutation-report.js';

const mutants = mutantsOf(mutatedDeployment()).filter(
  ({ policy, mutator }) => policy === 'pipeline role' && mutator === 'statement dropped',
);
const listed: AcceptedSurvivors = {
  reason: 'its id is known to AWS alone',
  policy: 'pipeline role',
  statements: ['UseConnection'],
  mutators: ['statement dropped'],
};
const killed = (by: string, answer: 'violated' | 'unknown' = 'violated'): Verdict => ({
  kind: 'killed',
  by,
  answer,
});
const survived = (difference: 'equivalent' | 'less' | 'more' | 'undecided'): Verdict => ({
  kind: 'survived',
  difference,
});
const report = (verdictOf: Readonly<Record<string, Verdict>>, accepted = [listed]) =>
  reportMutation(
    mutants.map((mutant) => ({ mutant, verdict: verdictOf[mutant.statement] ?? killed('SM-25') })),
    accepted,
  );
const statementsOf = (all: readonly { mutant: { statement: string } }[]) =>
  all.map(({ mutant }) => mutant.statement);

describe('reportMutation', () => {
  it('counts by what killed, and scores all but the equivalent', () => {
    const found = report({
      KeepArtifacts: killed('SM-22'),
      ReadArtifacts: killed('SM-23'),
      CheckArtifactBucket: killed('SM-07', 'unknown'),
      RunBuild: survived('equivalent'),
      UseConnection: survived('less'),
    });
    const { total, byPolicy, byMutator } = found;
    expect(isAccountedFor(found)).toBe(true);
    expect(total).toEqual({
      statements: 0,
      sufficiency: 1,
      'dead grants': 1,
      unknown: 1,
      equivalent: 1,
      listed: 1,
      open: 0,
    });
    expect([mutantsIn(total), killedOf(total), scoreOf(total)]).toEqual([5, 3, 3 / 4]);
    expect(byPolicy).toEqual([['pipeline role', total]]);
    expect(byMutator).toEqual([['statement dropped', total]]);
  });

  it.each(['less', 'more', 'undecided'] as const)(
    'leaves a survivor open that allows %s and is not listed',
    (difference) => {
      const found = report({ RunBuild: survived(difference), UseConnection: survived('less') });
      const { open, total } = found;
      expect(isAccountedFor(found)).toBe(false);
      expect(statementsOf(open)).toEqual(['RunBuild']);
      expect(total.open).toBe(1);
    },
  );

  it.each(['more', 'undecided'] as const)('leaves a listed survivor open that allows %s', (difference) => {
    const { open, wronglyListed } = report({ UseConnection: survived(difference) });
    expect(statementsOf(open)).toEqual(['UseConnection']);
    expect(statementsOf(wronglyListed)).toEqual(['UseConnection']);
  });

  it.each([killed('SM-22'), survived('equivalent')])('finds a listed mutant that is %j', (verdict) => {
    const found = report({ UseConnection: verdict });
    const { open, wronglyListed } = found;
    expect(isAccountedFor(found)).toBe(false);
    expect(open).toEqual([]);
    expect(statementsOf(wronglyListed)).toEqual(['UseConnection']);
  });

  it('finds a reason that no mutant has, where its policy was mutated', () => {
    const gone = { ...listed, statements: ['Gone'] };
    const elsewhere = { ...gone, policy: 'boundary' } as const;
    const found = report({ UseConnection: survived('less') }, [listed, gone, elsewhere]);
    const { unused, wronglyListed } = found;
    expect(isAccountedFor(found)).toBe(false);
    expect({ unused, wronglyListed }).toEqual({ unused: [gone], wronglyListed: [] });
  });
});
