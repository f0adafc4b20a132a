import type { AccessRequest, DecidingStatement, Proof } from '@regional-pipeline/policy-proofs';
import type { PolicyLocation } from './deployment/deployment.js';
import type { ObligationProof } from './prove-statements.js';
import type { RequestObligation } from './statements/security-statement.js';

/** Why a part of a statement does not hold, and where to look. */
export interface Violation {
  /** What was asked, in words. */
  readonly about: string;
  /** The request, or what the template sets, a line each: `action     iam:CreateRole`. */
  readonly lines: readonly string[];
  /** The policy statements of the template that decided it; where none did, the policies that should have. */
  readonly locations: readonly PolicyLocation[];
}

/** Explains a part that is not proved; undefined where it is. */
export function explainViolation(part: ObligationProof): Violation | undefined {
  const { obligation, proof } = part;
  if (proof.verdict === 'proved') return undefined;
  const { about } = obligation;
  if (obligation.kind === 'setting')
    return { about, lines: [obligation.found], locations: [obligation.location] };
  const { verdict } = proof as Proof;
  if (verdict === 'unknown') {
    const { reason } = proof as Extract<Proof, { verdict: 'unknown' }>;
    const locations = obligation.looksAt.map(({ location }) => location);
    return { about, lines: [`not decided: ${reason}`], locations };
  }
  return explainRequest(obligation, proof as Extract<Proof, { verdict: 'violated' }>);
}

function explainRequest(
  obligation: RequestObligation,
  { request, decidedBy, reason }: Extract<Proof, { verdict: 'violated' }>,
): Violation {
  const located = decidedBy.flatMap((statement) => locationsOf(statement, obligation));
  const policies = obligation.looksAt.map(({ location }) => location);
  return {
    about: obligation.about,
    lines: [
      ...describeRequest(request),
      `${obligation.kind === 'forbidden' ? 'allowed' : 'refused'} because ${reason}`,
    ],
    locations: located.length > 0 ? located : policies,
  };
}

/** A request, a line for each of its parts, in columns. */
export function describeRequest({ action, resource, principal, context }: AccessRequest): string[] {
  const who =
    principal.kind === 'role-session'
      ? principal.sessionArn
      : principal.kind === 'user'
        ? principal.arn
        : principal.kind === 'service'
          ? principal.service
          : 'an anonymous caller';
  const conditions = Object.entries(context).map(([key, value]) => `${key} = ${[value].flat().join(', ')}`);
  return [
    `action     ${action}`,
    `resource   ${resource}`,
    `principal  ${who}`,
    ...(conditions.length > 0 ? conditions : ['none']).map(
      (condition, index) => `${index === 0 ? 'conditions' : '          '} ${condition}`,
    ),
  ];
}

function locationsOf(
  { policy: name, index }: DecidingStatement,
  { looksAt }: RequestObligation,
): readonly PolicyLocation[] {
  return looksAt
    .filter((policy) => policy.name === name)
    .flatMap(({ location, places }) => {
      const place = places[index];
      return place === undefined ? [] : [{ ...location, path: `${location.path}.Statement.${place}` }];
    });
}
