import type { PolicyStatement } from '@regional-pipeline/platform-model';
import type { AccessRequest } from '../evaluation/access-request.js';
import { decide } from '../evaluation/decide.js';
import type { PolicyLayer, PolicySet } from '../evaluation/policy-set.js';
import { and, negate } from '../boxes/formula.js';
import type { Pattern } from '../patterns/pattern.js';
import type { NamedPolicy } from '../policies/parse-policy.js';
import type { ParsedPolicy, ParsedStatement, Selection } from '../policies/parsed-policy.js';
import type { CatalogueAction } from './action-catalogue.js';
import { encodeAllowed } from './encode-policy-set.js';
import { encodeRequestSet, encodeResourceTypes } from './encode-request-set.js';
import { encodeStatement } from './encode-statement.js';
import { keyNames } from './key-names.js';
import { actionPatternsOf, parsePolicySet, type ParsedPolicySet } from './parsed-policy-set.js';
import type { GrantStatus, ProofOptions } from './proof.js';
import { wildcardText } from './pattern-text.js';
import { requestBelongs } from './request-belongs.js';
import { actionPatternsOfSet, everyRequest } from './request-set.js';
import { encodingFor, searchRequest, type SearchResult } from './search-request.js';

/**
 * Says of every Allow statement, for each action and each resource that it names, whether that grants anything: a
 * request on a resource which the action takes, that is allowed and would not be without the statement.
 *
 * An action that takes no resource, named with an ARN, grants nothing; so does what a Deny or a limit takes away
 * again, and what another statement allows anyway.
 *
 * @throws PolicyMalformed or PolicyNotModelled as parsePolicy does: there is no list of grants of what cannot be read
 */
export function liveGrants(policies: PolicySet, options: ProofOptions): readonly GrantStatus[] {
  const parsed = parsePolicySet(policies);
  const within = options.within ?? everyRequest;
  // One encoding for all grants: they are about the same literals.
  const encoding = encodingFor([...actionPatternsOf(parsed), ...actionPatternsOfSet(within)], options);
  const allowed = and(
    encodeRequestSet(encoding, within),
    encodeResourceTypes(encoding),
    encodeAllowed(encoding, parsed),
  );
  return allowsOf(policies, parsed).flatMap((allow) => {
    const { statement, without } = allow;
    const needed = and(allowed, negate(encodeAllowed(encoding, parsePolicySet(without))));
    const confirm = (request: AccessRequest, action: CatalogueAction): true | undefined => {
      const isLive =
        decide(request, policies).effect === 'allow' && decide(request, without).effect !== 'allow';
      return (isLive && requestBelongs(request, action, within)) || undefined;
    };
    return eachOf(statement.actions).flatMap((actions) =>
      eachOf(statement.resources).map((resources) => {
        const formula = and(encodeStatement(encoding, partOf(statement, actions, resources)), needed);
        const problem = { formula, confirm, nameOfKey: keyNames(policies, within) };
        return statusOf(allow, actions, resources, searchRequest(encoding, problem, options));
      }),
    );
  });
}

/** An Allow statement, and the policies without it. */
interface PlacedAllow {
  readonly layer: PolicyLayer;
  readonly policy: string;
  readonly statement: ParsedStatement;
  readonly without: PolicySet;
}

/** One action or resource that a statement names; of a negated list all at once. */
type Part = Selection<Pattern> | undefined;

function eachOf(selection: Part): readonly Part[] {
  if (!selection || selection.complement) return [selection];
  return selection.values.map((value) => ({ complement: false, values: [value] }));
}

function partOf(statement: ParsedStatement, actions: Part, resources: Part): ParsedStatement {
  return { ...statement, actions: actions ?? statement.actions, ...(resources ? { resources } : {}) };
}

function statusOf(
  { layer, policy, statement: { sid, index } }: PlacedAllow,
  actions: Part,
  resources: Part,
  result: SearchResult<true>,
): GrantStatus {
  const grant = {
    by: { layer, policy, ...(sid === undefined ? {} : { sid }), index },
    action: textOf(actions),
    resource: textOf(resources),
  };
  if (result.kind === 'found') return { ...grant, status: 'live', request: result.request };
  return result.kind === 'none'
    ? { ...grant, status: 'dead' }
    : { ...grant, status: 'unknown', reason: result.reason };
}

function textOf(part: Part): string {
  if (!part) return '*';
  return `${part.complement ? 'not ' : ''}${part.values.map(wildcardText).join(', ')}`;
}

function allowsOf(policies: PolicySet, parsed: ParsedPolicySet): readonly PlacedAllow[] {
  const { identity, boundary, session = [], serviceControl = [], resource } = policies;
  const placed = (
    layer: PolicyLayer,
    named: NamedPolicy,
    read: ParsedPolicy | undefined,
    replace: (policy: NamedPolicy) => PolicySet,
  ): readonly PlacedAllow[] =>
    (read?.statements ?? [])
      .filter(({ effect }) => effect === 'Allow')
      .map((statement) => ({
        layer,
        policy: named.name,
        statement,
        without: replace(withoutStatement(named, statement.index)),
      }));
  return [
    ...identity.flatMap((policy, at) =>
      placed('identity', policy, parsed.identity[at], (other) => ({
        ...policies,
        identity: identity.with(at, other),
      })),
    ),
    ...(boundary
      ? placed('boundary', boundary, parsed.boundary, (other) => ({ ...policies, boundary: other }))
      : []),
    ...session.flatMap((policy, at) =>
      placed('session', policy, parsed.session[at], (other) => ({
        ...policies,
        session: session.with(at, other),
      })),
    ),
    ...serviceControl.flatMap((level, row) =>
      level.flatMap((policy, at) =>
        placed('service-control', policy, parsed.serviceControl[row]?.[at], (other) => ({
          ...policies,
          serviceControl: serviceControl.with(row, level.with(at, other)),
        })),
      ),
    ),
    ...(resource
      ? placed('resource', resource, readableOf(parsed.resource), (other) => ({
          ...policies,
          resource: other,
        }))
      : []),
  ];
}

function readableOf(
  resource: { readonly trust: ParsedPolicy | string; readonly other: ParsedPolicy | string } | undefined,
): ParsedPolicy | undefined {
  return [resource?.trust, resource?.other].find((policy) => typeof policy === 'object');
}

/** The policy with a statement in the place of one that allows nothing, so that the others keep theirs. */
function withoutStatement(policy: NamedPolicy, index: number): NamedPolicy {
  const { document } = policy;
  const statements = [document.Statement].flat();
  const original = statements[index];
  const nothing: PolicyStatement = {
    Effect: 'Allow',
    NotAction: '*',
    ...(original?.Resource === undefined && original?.NotResource === undefined ? {} : { Resource: '*' }),
    ...(original?.Principal === undefined ? {} : { Principal: original.Principal }),
  };
  return { ...policy, document: { ...document, Statement: statements.with(index, nothing) } };
}
