import { AccountId } from '@regional-pipeline/platform-model';
import {
  action,
  allOf,
  not,
  resource,
  roleSession,
  when,
  type NamedPolicy,
  type PolicySet,
  type RequestSet,
} from '@regional-pipeline/policy-proofs';
import { leftToAccountOf, mayDoEverything, roleTaking } from '../statements/layers.js';
import type { AcceptedPolicy } from './accepted-policies.js';

/** A policy among stand-ins for everything else, and the requests that it is asked about there. */
export interface PolicyView {
  readonly about: string;
  readonly policies: PolicySet;
  readonly within: RequestSet;
}

/**
 * The surroundings in which two versions of a policy are compared. One grants nothing besides the policy, so that its
 * Allows show; in one everything else is granted, so that its Denies do. A policy is read as often as these differ.
 */
export function viewsOf(policy: AcceptedPolicy): readonly PolicyView[] {
  switch (policy.role) {
    case 'identity':
      return besides(policy, { identity: [policy] });
    case 'boundary':
      return besides(policy, { identity: [mayDoEverything], boundary: policy });
    case 'trust':
      return [onItsOwn(policy, takingRole(policy))];
    case 'bucket':
      return ofResource(policy, reachingBucket(policy));
    case 'key':
      return ofResource(policy, allOf(action('kms:*'), resource('arn:*:kms:*:*:key/*')));
    case 'topic':
      return ofResource(policy, action('sns:*'));
    case 'log':
      return ofResource(policy, action('logs:*'));
  }
}

function besides({ of, accountId }: AcceptedPolicy, layers: PolicySet): readonly PolicyView[] {
  const account = leftToAccountOf({ arn: of, accountId: AccountId.parse(accountId) });
  const sessions = roleSession(of);
  const on = (about: string, resource: NamedPolicy, within: RequestSet): PolicyView => ({
    about,
    policies: { ...layers, resource },
    within: allOf(sessions, within),
  });
  return [
    on('where the owner of the resource leaves it to the account', account.resource, not(roleTaking)),
    on('where the owner of the role leaves it to the account', account.trust, roleTaking),
    on('where the owner of the resource names everyone', open(true), not(roleTaking)),
    on('where the owner of the role names everyone', open(false), roleTaking),
  ];
}

/** A trust policy is asked about taking its role, and nothing else. */
function takingRole({ of }: AcceptedPolicy): RequestSet {
  return allOf(roleTaking, resource(of));
}

/** A bucket policy is asked about S3's actions on its bucket and objects, which are over TLS or not. */
function reachingBucket({ of }: AcceptedPolicy): RequestSet {
  const overTlsOrNot = when({ BoolIfExists: { 'aws:SecureTransport': ['true', 'false'] } });
  return allOf(action('s3:*'), resource(of, `${of}/*`), overTlsOrNot);
}

function onItsOwn(policy: AcceptedPolicy, within: RequestSet): PolicyView {
  return {
    about: 'where the caller may do everything',
    policies: { identity: [mayDoEverything], resource: policy },
    within,
  };
}

/** Requests are on resources of any account, so that what the owner's own callers are granted shows as well. */
function ofResource(policy: AcceptedPolicy, within: RequestSet): readonly PolicyView[] {
  const { document } = policy;
  const grants = open(true).document.Statement;
  return [
    onItsOwn(policy, within),
    {
      about: 'where the resource is open to everyone besides',
      policies: {
        identity: [mayDoEverything],
        resource: { ...policy, document: { ...document, Statement: [...document.Statement, ...grants] } },
      },
      within,
    },
  ];
}

function open(hasResource: boolean): NamedPolicy {
  return {
    name: 'any policy that names everyone',
    document: {
      Version: '2012-10-17',
      Statement: [
        hasResource
          ? { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }
          : { Effect: 'Allow', Principal: '*', Action: 'sts:*' },
      ],
    },
  };
}
