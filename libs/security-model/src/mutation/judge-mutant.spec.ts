import { loadActionCatalogue, type ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { mutatedDeployment } from '../testing/central-grant.js';
import { acceptedSurvivors, isAmong } from './accepted-survivors.js';
import { judgeMutant, type Verdict } from './judge-mutant.js';
import { mutantsOf, type Mutant } from './mutants.js';
import { reportMutation } from './mutation-report.js';
import { mutators } from './statement-mutation.js';

let catalogue: ActionCatalogue;
beforeAll(async () => {
  catalogue = await loadActionCatalogue();
});

const deployment = mutatedDeployment();
const mutants = mutantsOf(deployment);
const judge = (mutant: Mutant): Verdict => judgeMutant(deployment, mutant, catalogue);
const find = (part: Partial<Mutant>): Mutant => {
  const found = mutants.find((mutant) =>
    Object.entries(part).every(([key, value]) => mutant[key as keyof Mutant] === value),
  );
  if (!found) throw new TypeError(`there is no mutant ${JSON.stringify(part)}`);
  return found;
};

describe('judgeMutant', () => {
  it.each([
    [
      'SM-01',
      { policy: 'deploy role trust', mutator: 'condition dropped', before: 'regional-pipeline-us-east-1' },
    ],
    ['SM-02', { policy: 'deploy role trust', mutator: 'principal widened to everyone' }],
    ['SM-06', { policy: 'deploy role', statement: 'DenyOtherRegions', mutator: 'statement dropped' }],
    ['SM-09', { policy: 'deploy role', mutator: 'action dropped', before: 'ec2:ModifyHosts' }],
    ['SM-16', { policy: 'boundary', mutator: 'action widened to its service', after: 'ssm:*' }],
    ['SM-18', { policy: 'central bucket', statement: 'ListCentralState', mutator: 'condition dropped' }],
    ['SM-20', { policy: 'artifacts bucket', statement: 'DenyObjectsToOthers', mutator: 'statement dropped' }],
    ['SM-22', { policy: 'deploy role', mutator: 'action dropped', before: 'iam:TagRole' }],
  ] as const)('says that %s kills %j', (by, part) => {
    expect(judge(find(part))).toEqual({ kind: 'killed', by, answer: 'violated' });
  });

  it('says that a grant became dead by its repetition', () => {
    const mutant = find({ policy: 'build role', statement: 'ReadState', mutator: 'statement repeated' });
    expect(judge(mutant)).toEqual({ kind: 'killed', by: 'SM-23', answer: 'violated' });
  });

  it('proves a mutant equivalent that every request is decided alike by', () => {
    const mutant = find({ policy: 'boundary', statement: 'FloorServices', mutator: 'condition dropped' });
    expect(judge(mutant)).toEqual({ kind: 'survived', difference: 'equivalent' });
  });

  it('shows the request that tells a survivor from the policies', () => {
    const mutant = find({
      policy: 'pipeline role',
      statement: 'UseConnection',
      mutator: 'statement dropped',
    });
    expect(judge(mutant)).toMatchObject({
      kind: 'survived',
      difference: 'less',
      request: expect.arrayContaining(['action     codeconnections:UseConnection']) as unknown,
    });
  });
});

describe('a sample of the mutants', () => {
  // The whole is `npm run mutate`.
  const sample = mutators.map((mutator) => {
    const all = mutants.filter((mutant) => mutant.mutator === mutator);
    return all[Math.floor(all.length / 2)];
  });

  it.each(sample)('is killed, equivalent or listed: $policy, $statement, $mutator', (mutant) => {
    if (!mutant) throw new TypeError('a mutator has no mutant');
    const { open, wronglyListed } = reportMutation([{ mutant, verdict: judge(mutant) }], acceptedSurvivors);
    expect({ open, wronglyListed }).toEqual({ open: [], wronglyListed: [] });
  });
});

describe('the accepted survivors', () => {
  it('are each about mutants, and no mutant has two reasons', () => {
    for (const survivors of acceptedSurvivors) {
      expect(mutants.filter((mutant) => isAmong(survivors, mutant))).not.toEqual([]);
      for (const before of survivors.before ?? [])
        expect(mutants.map((mutant) => mutant.before)).toContain(before);
    }
    for (const mutant of mutants) {
      expect(acceptedSurvivors.filter((survivors) => isAmong(survivors, mutant)).length).toBeLessThan(2);
    }
  });

  it.each(acceptedSurvivors)('survive and allow less: $reason', (survivors) => {
    const mutant = mutants.find((one) => isAmong(survivors, one));
    if (!mutant) throw new TypeError('no mutant has this reason');
    expect(judge(mutant)).toMatchObject({ kind: 'survived', difference: 'less' });
  });
});
