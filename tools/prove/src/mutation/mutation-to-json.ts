import { scoreOf, type JudgedMutant, type MutationReport } from '@regional-pipeline/security-model';

/** The report for programs: the tallies, and every mutant with what became of it. */
export function mutationToJson(
  region: string,
  catalogueDate: string,
  { total, byPolicy, byMutator, open, wronglyListed, unused }: MutationReport,
  judged: readonly JudgedMutant[],
): unknown {
  return {
    region,
    catalogueDate,
    score: scoreOf(total),
    total,
    byPolicy: Object.fromEntries(byPolicy),
    byMutator: Object.fromEntries(byMutator),
    open: open.map(toJson),
    wronglyListed: wronglyListed.map(toJson),
    unused: unused.map(({ reason }) => reason),
    mutants: judged.map(toJson),
  };
}

function toJson({
  mutant: { policy, statement, mutator, path, before, after },
  verdict,
}: JudgedMutant): unknown {
  return { policy, statement, mutator, path, before, after, ...verdict };
}
