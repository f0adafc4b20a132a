import type { PolicyDocument } from '@regional-pipeline/platform-model';
import {
  action,
  allOf,
  not,
  principalAccount,
  rootUser,
  type NamedPolicy,
  type PolicySet,
  type RequestSet,
} from '@regional-pipeline/policy-proofs';
import { viewOf, type DeployedRole, type LocatedPolicy } from '../deployment/deployment.js';
import type { RequestObligation } from './security-statement.js';

/**
 * Which policies a statement is asked of, and what stands in for the rest of the world. A stand-in is as generous as
 * it can be, so that what is proved rests on the policies of the template alone.
 */

/** The actions that a role's trust policy decides. */
export const roleTaking = action(
  'sts:AssumeRole*',
  'sts:TagSession',
  'sts:SetSourceIdentity',
  'sts:SetContext',
);

/** An identity that may do everything. */
export const mayDoEverything: NamedPolicy = {
  name: 'any identity policy',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};

/** Every resource's owner leaves it to the account of a role whom it lets in: what is allowed is what the identity policies allow. */
export function leftToAccountOf({ arn, accountId }: Pick<DeployedRole, 'arn' | 'accountId'>): {
  resource: NamedPolicy;
  trust: NamedPolicy;
} {
  const Principal = { AWS: `arn:${arn.split(':')[1] ?? ''}:iam::${accountId}:root` };
  return resourceSide('any resource policy that leaves it to the account', Principal);
}

/** Every resource's owner grants everything to everyone: what is refused is what the policies deny. */
const openToEveryone = resourceSide('any resource policy that names everyone', '*');

function resourceSide(
  name: string,
  Principal: '*' | { AWS: string },
): { resource: NamedPolicy; trust: NamedPolicy } {
  const document = (grant: PolicyDocument['Statement'][number]): PolicyDocument => ({
    Version: '2012-10-17',
    Statement: [grant],
  });
  return {
    resource: { name, document: document({ Effect: 'Allow', Principal, Action: '*', Resource: '*' }) },
    trust: { name, document: document({ Effect: 'Allow', Principal, Action: 'sts:*' }) },
  };
}

interface Question {
  readonly about: string;
  readonly requests: RequestSet;
}

/** None of the requests is allowed by a role's identity policies, whoever owns the resource. */
export function notByIdentity(role: DeployedRole, question: Question): RequestObligation[] {
  return onBothSides({ identity: role.identity }, leftToAccountOf(role), role.identity, question);
}

/**
 * As {@link notByIdentity}, for requests on roles whose ARN names an account. No other ARN of a role exists, and
 * the stand-in that says so is a policy, for there a `?` is no colon.
 */
export function notOnRolesByIdentity(role: DeployedRole, question: Question): RequestObligation[] {
  const partition = role.arn.split(':')[1] ?? '';
  const noOtherRoles: NamedPolicy = {
    name: 'no role without an account',
    document: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: '*', NotResource: `arn:${partition}:iam::????????????:role/*` }],
    },
  };
  const identity = [...role.identity, noOtherRoles];
  return onBothSides({ identity }, leftToAccountOf(role), role.identity, question);
}

/** None of the requests is allowed to a role's session, even by a resource policy that names it: an explicit Deny stands against it. */
export function deniedByIdentity(role: DeployedRole, question: Question): RequestObligation[] {
  return onBothSides({ identity: role.identity }, openToEveryone, role.identity, question);
}

/** None of the requests is allowed by the Allow statements of a role's identity policies, were there no Deny. */
export function notByAllowsAlone(role: DeployedRole, question: Question): RequestObligation[] {
  const allows = statementsOf(role, 'Allow');
  return onBothSides({ identity: allows }, leftToAccountOf(role), allows, question);
}

/** None of the requests passes the Deny statements of a role's identity policies, were everything else allowed. */
export function deniedByDeniesAlone(role: DeployedRole, question: Question): RequestObligation[] {
  const denies = statementsOf(role, 'Deny');
  return onBothSides({ identity: [mayDoEverything, ...denies] }, openToEveryone, role.identity, question);
}

/** The identity policies of a role with the statements of one effect alone; without those that have none of it. */
function statementsOf({ identity }: DeployedRole, effect: 'Allow' | 'Deny'): readonly LocatedPolicy[] {
  return identity
    .map((policy) => viewOf(policy, ({ Effect }) => Effect === effect))
    .filter(({ document }) => document.Statement.length > 0);
}

/** None of the requests is allowed under a boundary to a role with every identity policy, even by a resource policy that names it. */
export function notUnderBoundary(boundary: LocatedPolicy, question: Question): RequestObligation[] {
  return onBothSides({ identity: [mayDoEverything], boundary }, openToEveryone, [boundary], question);
}

/** None of the requests is allowed by a role's trust policy, whatever the caller's own policies say. */
export function notByTrust(role: DeployedRole, { about, requests }: Question): RequestObligation {
  const policies = { identity: [mayDoEverything], resource: role.trust };
  return { kind: 'forbidden', about, policies, requests, looksAt: [role.trust] };
}

/** None of the requests is allowed by a resource policy, whatever the caller's own policies say. */
export function notByResourcePolicy(policy: LocatedPolicy, { about, requests }: Question): RequestObligation {
  const policies = { identity: [mayDoEverything], resource: policy };
  return { kind: 'forbidden', about, policies, requests, looksAt: [policy] };
}

/**
 * None of the requests by the account's own roles and users is allowed by a resource policy alone: their own policies
 * must allow what they do. An account's root user may do everything anyway.
 */
export function notGrantedToOwnAccount(
  { policy, accountId }: { readonly policy: LocatedPolicy; readonly accountId: string },
  { about, requests }: Question,
): RequestObligation {
  return {
    kind: 'forbidden',
    about,
    policies: { identity: [], resource: policy },
    requests: allOf(requests, principalAccount(accountId), not(rootUser)),
    looksAt: [policy],
  };
}

/** None of the requests passes the Deny statements of a bucket policy, were everything else allowed to everyone. */
export function deniedByBucketPolicy(
  policy: LocatedPolicy,
  { about, requests }: Question,
): RequestObligation {
  const denies = viewOf(policy, ({ Effect }) => Effect === 'Deny');
  const resource: NamedPolicy = {
    name: `any grant beside the Denies of ${denies.name}`,
    document: {
      ...denies.document,
      Statement: [
        ...denies.document.Statement,
        { Sid: 'EverythingToEveryone', Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
      ],
    },
  };
  const policies = { identity: [mayDoEverything], resource };
  return { kind: 'forbidden', about, policies, requests, looksAt: [policy] };
}

/** Every one of the requests is allowed by a role's identity policies, where the resource's owner leaves it to them. */
export function byIdentity(
  role: DeployedRole,
  { about, requests, trust = false }: Question & { readonly trust?: boolean },
): RequestObligation {
  const owner = leftToAccountOf(role);
  return {
    kind: 'required',
    about,
    policies: { identity: role.identity, resource: trust ? owner.trust : owner.resource },
    requests,
    looksAt: role.identity,
  };
}

/** Whether every one of the requests is about taking a role. */
function isAboutTakingRoles(set: RequestSet): boolean {
  return set === roleTaking || (set.kind === 'all' && set.sets.some(isAboutTakingRoles));
}

/** Whether none of the requests is about taking a role, as far as their actions tell. */
function neverTakesRoles(set: RequestSet): boolean {
  if (set.kind === 'action') return set.patterns.every((pattern) => !/^(sts|[^:]*[*?])/i.test(pattern));
  if (set.kind === 'all') return set.sets.some(neverTakesRoles);
  return set.kind === 'any' && set.sets.every(neverTakesRoles);
}

/** A trust policy and a resource policy have different grammars, so what a question asks of both is asked twice. */
function onBothSides(
  layers: PolicySet,
  owner: { readonly resource: NamedPolicy; readonly trust: NamedPolicy },
  looksAt: readonly LocatedPolicy[],
  { about, requests }: Question,
): RequestObligation[] {
  const others: RequestObligation = {
    kind: 'forbidden',
    about,
    policies: { ...layers, resource: owner.resource },
    requests: allOf(requests, not(roleTaking)),
    looksAt,
  };
  const taking: RequestObligation = {
    kind: 'forbidden',
    about: `${about} (taking roles)`,
    policies: { ...layers, resource: owner.trust },
    requests: allOf(requests, roleTaking),
    looksAt,
  };
  if (isAboutTakingRoles(requests)) return [{ ...taking, about }];
  return neverTakesRoles(requests) ? [others] : [others, taking];
}
