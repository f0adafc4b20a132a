import type { ActionCatalogue } from '@regional-pipeline/policy-proofs';
import type { Deployment } from '../deployment/deployment.js';
import { describeRequest } from '../explain-violation.js';
import { decideObligation } from '../prove-statements.js';
import { policiesOf } from '../ratchet/accepted-policies.js';
import { accessBeyond } from '../ratchet/compare-policies.js';
import type { Obligation, SecurityStatement } from '../statements/security-statement.js';
import { securityStatements } from '../statements/security-statements.js';
import { sufficiency } from '../sufficiency/sufficiency.js';
import { grantsOfMutated } from './mutated-grants.js';
import type { Mutant } from './mutants.js';

/** What a survivor allows, against the policies as they are. */
export type Difference = 'equivalent' | 'less' | 'more' | 'undecided';

/** What became of a mutant. */
export type Verdict =
  | {
      readonly kind: 'killed';
      /** `SM-11`; SM-22 where it allows too little, SM-23 where it leaves a dead grant. */
      readonly by: string;
      /** `unknown`: nothing was violated, but a statement could not be decided, which fails as well. */
      readonly answer: 'violated' | 'unknown';
    }
  | {
      readonly kind: 'survived';
      readonly difference: Difference;
      /** A request that tells it from the policies as they are. */
      readonly request?: readonly string[];
    };

/**
 * Says what becomes of a mutant of a deployment of which every statement is proved: which statement fails of it, or
 * that it survives them all, and then whether it allows anything that the policies do not, or the other way round.
 *
 * A statement whose policies are those of the deployment is proved already, and is not asked again. After the
 * statements its grants are asked for: one that grants nothing any more kills it (SM-23). The ratchet (SM-24) kills
 * nothing here: it would refuse everything that allows more, and say nothing of the statements.
 */
export function judgeMutant(baseline: Deployment, mutant: Mutant, catalogue: ActionCatalogue): Verdict {
  const killed = killedByStatement(mutant, catalogue);
  if (killed) return killed;
  const difference = differenceOf(baseline, mutant, catalogue);
  // What a grant adds to the other Allows is the same where a Deny changed and nothing is decided otherwise.
  const grantsMayDiffer =
    mutant.effect === 'Allow' ||
    mutant.mutator === 'effect swapped' ||
    difference.difference !== 'equivalent';
  return (
    (grantsMayDiffer ? killedByDeadGrant(mutant, catalogue) : undefined) ?? {
      kind: 'survived',
      ...difference,
    }
  );
}

function killedByStatement(mutant: Mutant, catalogue: ActionCatalogue): Verdict | undefined {
  let unknown: Verdict | undefined;
  for (const { id, obligations } of [...securityStatements, sufficiency] satisfies SecurityStatement[]) {
    for (const obligation of obligations(mutant.deployment, [])) {
      if (!concerns(obligation, mutant)) continue;
      const { verdict } = decideObligation(obligation, catalogue).proof;
      if (verdict === 'violated') return { kind: 'killed', by: id, answer: verdict };
      if (verdict === 'unknown') unknown ??= { kind: 'killed', by: id, answer: verdict };
    }
  }
  return unknown;
}

function concerns(obligation: Obligation, { original: { location } }: Mutant): boolean {
  const locations =
    obligation.kind === 'setting' ? [obligation.location] : obligation.looksAt.map((one) => one.location);
  return locations.includes(location);
}

function killedByDeadGrant(mutant: Mutant, catalogue: ActionCatalogue): Verdict | undefined {
  const statuses = grantsOfMutated(mutant, catalogue).map(({ status }) => status);
  if (statuses.includes('dead')) return { kind: 'killed', by: 'SM-23', answer: 'violated' };
  return statuses.includes('unknown') ? { kind: 'killed', by: 'SM-23', answer: 'unknown' } : undefined;
}

function differenceOf(
  baseline: Deployment,
  { deployment }: Mutant,
  catalogue: ActionCatalogue,
): { readonly difference: Difference; readonly request?: readonly string[] } {
  const [before, after] = [policiesOf(baseline), policiesOf(deployment)];
  const [more] = accessBeyond(before, after, catalogue);
  const [less] = accessBeyond(after, before, catalogue);
  const change = more ?? less;
  if (!change) return { difference: 'equivalent' };
  if (change.kind !== 'more' || change.proof.verdict === 'unknown') return { difference: 'undecided' };
  return { difference: more ? 'more' : 'less', request: describeRequest(change.proof.request) };
}
