import { Region } from '@regional-pipeline/platform-model';
import { mutantsOf, reportMutation, type Verdict } from '@regional-pipeline/security-model';
import { examplePipelines } from '../example-pipelines.js';
import { mutationToJson } from './mutation-to-json.js';
import { renderMutation } from './render-mutation.js';

const [deployment] = examplePipelines([Region.parse('eu-west-1')]);
if (!deployment) throw new TypeError('there is no pipeline');
const mutants = mutantsOf(deployment).filter(
  ({ policy, mutator }) => policy === 'pipeline role' && mutator === 'effect swapped',
);
const judged = mutants.map((mutant): { mutant: typeof mutant; verdict: Verdict } => ({
  mutant,
  verdict:
    mutant.statement === 'UseConnection'
      ? { kind: 'survived', difference: 'less' }
      : mutant.statement === 'RunBuild'
        ? { kind: 'survived', difference: 'more', request: ['action     codebuild:StartBuild'] }
        : { kind: 'killed', by: 'SM-22', answer: 'violated' },
}));

describe('renderMutation', () => {
  const lines = renderMutation(reportMutation(judged));

  it('ends with the score', () => {
    expect(lines.at(-1)).toBe(
      '3 of 5 mutants killed, 0 proved equivalent, 1 listed, 1 open: 60.0 % of all but the equivalent ones are killed',
    );
  });

  it('has a line a policy and a mutator', () => {
    const rows = lines.filter((line) => /^(pipeline role|effect swapped|all) /.test(line));
    const cells = rows.map((row) => row.trim().split(/ {2,}/));
    expect(cells).toEqual([
      ['pipeline role', '5', '0', '3', '0', '0', '0', '1', '1', '60.0 %'],
      ['all', '5', '0', '3', '0', '0', '0', '1', '1', '60.0 %'],
      ['effect swapped', '5', '0', '3', '0', '0', '0', '1', '1', '60.0 %'],
    ]);
  });

  it('shows a listed survivor under its reason, and an open one with its request', () => {
    expect(lines).toContain('    pipeline role, UseConnection, effect swapped (Effect): Allow → Deny');
    expect(lines.join('\n')).toContain(
      '  more: pipeline role, RunBuild, effect swapped (Effect): Allow → Deny\n    action     codebuild:StartBuild',
    );
  });
});

describe('mutationToJson', () => {
  it('has the score and every mutant with what became of it', () => {
    expect(mutationToJson('eu-west-1', '2026-01-01', reportMutation(judged), judged)).toMatchObject({
      region: 'eu-west-1',
      catalogueDate: '2026-01-01',
      score: 0.6,
      total: { sufficiency: 3, listed: 1, open: 1 },
      open: [{ policy: 'pipeline role', statement: 'RunBuild', difference: 'more' }],
      mutants: mutants.map(({ statement }) => ({ policy: 'pipeline role', statement })),
    });
  });
});
