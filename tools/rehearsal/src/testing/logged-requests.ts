import type { DecisionRecord } from '@regional-pipeline/local-aws';
import { decide, type AccessRequest, type Decision, type PolicySet } from '@regional-pipeline/policy-proofs';
import type { Deployment } from '@regional-pipeline/security-model';
import { namedKeysOf } from './named-keys.js';

/** A request of a run, the policies that the proofs know for it, and how they decide it. */
export interface LoggedRequest {
  readonly request: AccessRequest;
  readonly policies: PolicySet;
  /** What the run was told. */
  readonly wasAllowed: boolean;
  readonly decision: Decision;
}

/**
 * The decisions of a run, made again by the policies that the proofs are about (SM-22): one of each shape, that is of
 * those that no policy can tell apart.
 *
 * Left out is what no policy decides: redirects, malformed requests, and GetCallerIdentity, which AWS allows always.
 */
export function decideAgain(
  deployment: Deployment,
  records: readonly DecisionRecord[],
): readonly LoggedRequest[] {
  const shapes = new Map<string, LoggedRequest>();
  for (const record of records) {
    const { effect, action, resource } = record;
    if (action === undefined || resource === undefined || action === 'sts:GetCallerIdentity') continue;
    if (effect !== 'allow' && effect !== 'implicit-deny' && effect !== 'explicit-deny')
      throw new TypeError(`${action} on ${resource} could not be decided in the run: ${record.reason}`);
    const request = requestOf(record, action, resource);
    const policies = policiesOf(deployment, request);
    const wasAllowed = effect === 'allow';
    const shape = JSON.stringify([
      roleOf(record),
      action,
      resource,
      wasAllowed,
      namedKeysOf(policies, request),
    ]);
    if (!shapes.has(shape))
      shapes.set(shape, { request, policies, wasAllowed, decision: decide(request, policies) });
  }
  return [...shapes.values()];
}

function requestOf(record: DecisionRecord, action: string, resource: string): AccessRequest {
  const { context = {}, principal, accountId } = record;
  const owner = context['aws:ResourceAccount'];
  if (accountId === undefined)
    throw new TypeError(`${principal} asked for ${action}, and is no session of a role`);
  return {
    action,
    resource,
    ...(typeof owner === 'string' ? { resourceAccountId: owner } : {}),
    principal: { kind: 'role-session', accountId, roleArn: roleOf(record), sessionArn: principal },
    context,
  };
}

/** `arn:aws:sts::111111111111:assumed-role/NAME/SESSION` → `arn:aws:iam::111111111111:role/NAME`: no role here has a path. */
function roleOf({ principal }: DecisionRecord): string {
  return principal.replace(/:sts:(.*):assumed-role\/([^/]+)\/.*$/, ':iam:$1:role/$2');
}

function policiesOf({ names, regional, management }: Deployment, request: AccessRequest): PolicySet {
  if (!regional) throw new TypeError('the regional template is rehearsed');
  const { buildRole, pipelineRole, stateBucket, artifactsBucket, centralGrant, intent } = regional;
  const roles = [buildRole, pipelineRole, ...management.map(({ deployRole }) => deployRole)];
  const role = roles.find(({ arn }) => 'roleArn' in request.principal && arn === request.principal.roleArn);
  if (!role) throw new TypeError(`no template has the role of ${JSON.stringify(request.principal)}`);
  const [owner] = request.resource.split('/');
  const resource =
    request.action === 'sts:AssumeRole'
      ? roles.find(({ arn }) => arn === request.resource)?.trust
      : owner === `arn:${names.partition}:s3:::${intent.centralStateBucket}`
        ? centralGrant
        : [stateBucket, artifactsBucket].find(({ arn }) => arn === owner)?.policy;
  return { identity: role.identity, ...(resource && { resource }) };
}
