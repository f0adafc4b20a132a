import { describeRequest } from '../explain-violation.js';
import type { ActionCatalogue } from '@regional-pipeline/policy-proofs';
import type { Deployment } from '../deployment/deployment.js';
import { regionalGrants } from '../grants/regional-grants.js';
import { decideObligation } from '../prove-statements.js';
import { policiesOf } from '../ratchet/accepted-policies.js';
import { accessBeyond } from '../ratchet/compare-policies.js';
import type { Obligation, SecurityStatement } from '../statements/security-statement.js';
import { securityStatements } from '../statements/security-statements.js';
import { sufficiency } from '../sufficiency/sufficiency.js';
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
 * A statement whose policies are those of the deployment is proved already, and is not asked again. The ratchet
 * (SM-24) kills nothing here: it would refuse everything that allows more, and say nothing of the statements.
 */
export function judgeMutant(baseline: Deployment, mutant: Mutant, catalogue: ActionCatalogue): Verdict {
  return (
    killedByStatement(mutant, catalogue) ??
    killedByDeadGrant(mutant, catalogue) ?? { kind: 'survived', ...differenceOf(baseline, mutant, catalogue) }
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
  const { policy, deployment } = mutant;
  if (!deployment.regional || (policy !== 'build role' && policy !== 'pipeline role')) return undefined;
  const statuses = regionalGrants(deployment.regional, regionalServicesOf(catalogue)).map(
    ({ status }) => status,
  );
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

/** The services that build and pipeline role are granted actions of; their dead grants are found among these. */
const regionalServices = ['codebuild', 'codeconnections', 'codestar-connections', 'logs', 's3', 'sts'];

const reduced = new WeakMap<ActionCatalogue, ActionCatalogue>();

function regionalServicesOf(catalogue: ActionCatalogue): ActionCatalogue {
  const known = reduced.get(catalogue);
  if (known) return known;
  const actions = catalogue.actions.filter(({ name }) => regionalServices.includes(name.split(':')[0] ?? ''));
  const made = { ...catalogue, actions };
  reduced.set(catalogue, made);
  return made;
}
