import type { PolicyStatement } from '@regional-pipeline/platform-model';
import { decide } from '../evaluation/decide.js';
import type { PolicyLayer, PolicySet } from '../evaluation/policy-set.js';
import { and, negate } from '../boxes/formula.js';
import type { Pattern } from '../patterns/pattern.js';
import type { NamedPolicy } from '../policies/parse-policy.js';
import type { ParsedPolicy, ParsedStatement, Selection } from '../policies/parsed-policy.js';
import { encodeAllowed } from './encode-policy-set.js';
import { encodeRequestSet, encodeResourceTypes } from './encode-request-set.js';
import { encodeStatement } from './encode-statement.js';
import { keyNames } from './key-names.js';
import { actionPatternsOf, parsePolicySet } from './parsed-policy-set.js';
import type { GrantStatus, ProofOptions } from './proof.js';
import { wildcardText } from './pattern-text.js';
import { requestBelongs } from './request-belongs.js';
import { actionPatternsOfSet, everyRequest } from './request-set.js';
import { searchRequest } from './search-request.js';

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
  return allowsOf(policies).flatMap((allow) =>
    eachOf(allow.statement.actions).flatMap((actions) =>
      eachOf(allow.statement.resources).map((resources) =>
        statusOf(policies, options, allow, actions, resources),
      ),
    ),
  );
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

function statusOf(
  policies: PolicySet,
  options: ProofOptions,
  { layer, policy, statement, without }: PlacedAllow,
  actions: Part,
  resources: Part,
): GrantStatus {
  const grant = {
    by: {
      layer,
      policy,
      ...(statement.sid === undefined ? {} : { sid: statement.sid }),
      index: statement.index,
    },
    action: textOf(actions),
    resource: textOf(resources),
  };
  const [all, rest] = [parsePolicySet(policies), parsePolicySet(without)];
  const within = options.within ?? everyRequest;
  const named = {
    ...statement,
    actions: actions ?? statement.actions,
    ...(resources ? { resources } : {}),
  };
  const result = searchRequest(
    {
      actionPatterns: [...actionPatternsOf(all), ...actionPatternsOfSet(within)],
      nameOfKey: keyNames(policies, within),
      formula: (encoding) => {
        const scope = named.actions.complement
          ? encoding.actions.all
          : encoding.actions.matchingAny(named.actions.values.map(wildcardText));
        return and(
          encodeStatement(encoding, named),
          encodeRequestSet(encoding, within),
          encodeResourceTypes(encoding, scope),
          encodeAllowed(encoding, all),
          negate(encodeAllowed(encoding, rest)),
        );
      },
      confirm: (request, action) => {
        const isLive =
          decide(request, policies).effect === 'allow' && decide(request, without).effect !== 'allow';
        return (isLive && requestBelongs(request, action, within)) || undefined;
      },
    },
    options,
  );
  if (result.kind === 'found') return { ...grant, status: 'live', request: result.request };
  return result.kind === 'none'
    ? { ...grant, status: 'dead' }
    : { ...grant, status: 'unknown', reason: result.reason };
}

function textOf(part: Part): string {
  if (!part) return '*';
  return `${part.complement ? 'not ' : ''}${part.values.map(wildcardText).join(', ')}`;
}

function allowsOf(policies: PolicySet): readonly PlacedAllow[] {
  const parsed = parsePolicySet(policies);
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
