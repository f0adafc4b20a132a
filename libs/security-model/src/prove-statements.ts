import { PlatformError } from '@regional-pipeline/platform-model';
import {
  action,
  allOf,
  onResourceOfItsAction,
  proveAll,
  proveNone,
  type ActionCatalogue,
  type Proof,
  type ProofOptions,
} from '@regional-pipeline/policy-proofs';
import type { Deployment } from './deployment/deployment.js';
import { securityModelErrors } from './errors.js';
import type {
  Obligation,
  RequestObligation,
  SecurityStatement,
  SettingObligation,
} from './statements/security-statement.js';
import { securityStatements } from './statements/security-statements.js';

/** The answer to one part of a statement. */
export type ObligationProof =
  | { readonly obligation: RequestObligation; readonly proof: Proof }
  | { readonly obligation: SettingObligation; readonly proof: { readonly verdict: 'proved' | 'violated' } };

/** The answer to a statement, of one region's pipeline. */
export interface StatementProof {
  readonly id: string;
  readonly sentence: string;
  /** The worst of its parts': a statement is proved when every one of them is. */
  readonly verdict: Proof['verdict'];
  readonly parts: readonly ObligationProof[];
  readonly ms: number;
}

/** What to prove, and how. */
export interface StatementOptions {
  /** The ids of some statements; all of them where it is left out. */
  readonly only?: readonly string[];
  /** The pipelines of other regions, which must not reach into this one, nor this one into them (SM-03). */
  readonly beside?: readonly Deployment[];
  /** Milliseconds since any moment, for the times. Default: every time is 0. */
  readonly now?: () => number;
}

/**
 * Proves the statements of the security model of one region's pipeline, each for every request.
 *
 * A statement about templates that are not there (a central pipeline may synthesize the management accounts' alone)
 * is left out of the answer; a statement that could not be decided is `unknown`, which is no proof.
 *
 * @throws StatementUnknown
 */
export function proveStatements(
  deployment: Deployment,
  catalogue: ActionCatalogue,
  { only, beside = [], now = () => 0 }: StatementOptions = {},
): readonly StatementProof[] {
  return selectStatements(only).flatMap((statement) => {
    const start = now();
    const parts = statement.obligations(deployment, beside).map((one) => proveObligation(one, catalogue));
    if (parts.length === 0) return [];
    const { id, sentence } = statement;
    return [{ id, sentence, verdict: worstOf(parts), parts, ms: now() - start }];
  });
}

/**
 * The statements of these ids, in the order of the security model; all of them without any.
 *
 * @throws StatementUnknown
 */
export function selectStatements(only?: readonly string[]): readonly SecurityStatement[] {
  if (only === undefined) return securityStatements;
  const ids = securityStatements.map(({ id }) => id);
  const unknown = only.filter((id) => !ids.includes(id));
  if (unknown.length > 0) {
    throw new PlatformError(securityModelErrors.StatementUnknown, {
      message: `${unknown.join(', ')} is not a statement that is proved of templates.`,
      remedy: `Use one of ${ids.join(', ')}.`,
      context: { unknown },
    });
  }
  return securityStatements.filter(({ id }) => only.includes(id));
}

/** About a fifth of a second: the proof is made already, and this is for the reader. */
const likelySteps = 200_000;

/** Proves one part of a statement; where it is violated, by a request that is easy to understand. */
export function proveObligation(obligation: Obligation, catalogue: ActionCatalogue): ObligationProof {
  const part = decideObligation(obligation, catalogue);
  if (obligation.kind === 'setting' || part.proof.verdict !== 'violated') return part;
  // Any request against the statement will do; one on a resource that its action takes is easier to understand. The
  // found one's service is asked first: there are fewer kinds of resources to look at.
  const { request } = part.proof as Extract<Proof, { verdict: 'violated' }>;
  const itsService = action(request.action.replace(/:.*$/, ':*'));
  for (const within of [allOf(itsService, onResourceOfItsAction), onResourceOfItsAction]) {
    const likely = decideRequests(obligation, { catalogue, within, maxSteps: likelySteps });
    if (likely.verdict === 'violated') return { obligation, proof: likely };
  }
  return part;
}

/** As {@link proveObligation}, with any request for a violation: for callers that need the verdict alone. */
export function decideObligation(obligation: Obligation, catalogue: ActionCatalogue): ObligationProof {
  return obligation.kind === 'setting'
    ? { obligation, proof: { verdict: obligation.holds ? 'proved' : 'violated' } }
    : { obligation, proof: decideRequests(obligation, { catalogue }) };
}

function decideRequests({ kind, policies, requests }: RequestObligation, options: ProofOptions): Proof {
  const prove = kind === 'forbidden' ? proveNone : proveAll;
  return prove(policies, requests, options);
}

/** Of several answers the one that counts: violated before unknown before proved. */
export function worstOf(
  parts: readonly { readonly proof: { readonly verdict: Proof['verdict'] } }[],
): Proof['verdict'] {
  const verdicts = parts.map(({ proof }) => proof.verdict);
  if (verdicts.includes('violated')) return 'violated';
  return verdicts.includes('unknown') ? 'unknown' : 'proved';
}
