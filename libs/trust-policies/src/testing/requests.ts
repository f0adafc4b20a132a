import type { PolicyDocument } from '@regional-pipeline/platform-model';
import {
  decide,
  type AccessRequest,
  type PolicySet,
  type RequestPrincipal,
} from '@regional-pipeline/policy-proofs';

/** A session of a role, by the role's ARN. */
export function sessionOf(roleArn: string): RequestPrincipal & { kind: 'role-session' } {
  const [, partition = '', , , accountId = '', role = ''] = roleArn.split(':');
  const name = role.slice(role.lastIndexOf('/') + 1);
  const sessionArn = `arn:${partition}:sts::${accountId}:assumed-role/${name}/session`;
  return { kind: 'role-session', accountId, roleArn, sessionArn };
}

/** The policies that have a say, by layer. */
export interface Layers {
  readonly identity?: PolicyDocument;
  readonly boundary?: PolicyDocument;
  readonly resource?: PolicyDocument;
}

function policySet({ identity, boundary, resource }: Layers): PolicySet {
  return {
    identity: identity ? [{ name: 'identity', document: identity }] : [],
    ...(boundary && { boundary: { name: 'boundary', document: boundary } }),
    ...(resource && { resource: { name: 'resource', document: resource } }),
  };
}

/** What IAM answers: `allow`, `implicit-deny` or `explicit-deny`. */
export function effectOf(request: AccessRequest, layers: Layers) {
  return decide(request, policySet(layers)).effect;
}

/** The ids of the statements that decided. */
export function decidedBy(request: AccessRequest, layers: Layers): (string | undefined)[] {
  return decide(request, policySet(layers)).decidedBy.map(({ sid }) => sid);
}

/** What lets everything through on one side, so that a test sees what the other side does by itself. */
export const allowEverything: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
export const grantToEveryone: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};
export const trustEveryone: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:*' }],
};
