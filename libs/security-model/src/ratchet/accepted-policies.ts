import type { PolicyDocument } from '@regional-pipeline/platform-model';
import {
  rolesOf,
  type DeployedRole,
  type Deployment,
  type GuardedResource,
  type LocatedPolicy,
  type RegionalIntent,
} from '../deployment/deployment.js';

/** What a policy does where it stands, which says how it is compared. */
export type PolicyRole = 'identity' | 'trust' | 'boundary' | 'bucket' | GuardedResource;

/** A policy as it was accepted (SM-24): plain JSON, so that a change of it can be read in a commit. */
export interface AcceptedPolicy {
  readonly role: PolicyRole;
  /** The ARN of the role, bucket or managed policy that it belongs to; of a boundary, the roles that carry it; of others, a logical id. */
  readonly of: string;
  readonly accountId: string;
  /** `regional-pipeline-codebuild-role/trust` */
  readonly name: string;
  readonly document: PolicyDocument;
}

/** Every policy of one region's pipeline, in the order of its templates. */
export function policiesOf({ names, regional, management }: Deployment): readonly AcceptedPolicy[] {
  const roles = [...(regional ? rolesOf(regional) : []), ...management.map(({ deployRole }) => deployRole)];
  const buckets = regional ? [regional.stateBucket, regional.artifactsBucket] : [];
  return [
    ...roles.flatMap(policiesOfRole),
    ...management.map(({ boundary, names, accountId }) =>
      accepted('boundary', { arn: names.clusterRoles, accountId }, boundary),
    ),
    ...buckets.map((bucket) => accepted('bucket', bucket, bucket.policy)),
    ...(regional?.resourcePolicies ?? []).map(({ guards, accountId, policy }) =>
      accepted(guards, { arn: policy.location.logicalId, accountId }, policy),
    ),
    ...(regional?.centralGrant
      ? [accepted('bucket', centralBucket(names, regional.intent), regional.centralGrant)]
      : []),
  ];
}

/** The account is Central's, whose number nothing here depends on. */
function centralBucket({ partition }: Deployment['names'], { centralStateBucket }: RegionalIntent) {
  return { arn: `arn:${partition}:s3:::${centralStateBucket}`, accountId: 'central' };
}

function policiesOfRole(role: DeployedRole): readonly AcceptedPolicy[] {
  return [
    accepted('trust', role, role.trust),
    ...role.identity.map((one) => accepted('identity', role, one)),
  ];
}

function accepted(
  role: PolicyRole,
  { arn, accountId }: { readonly arn: string; readonly accountId: string },
  { name, document }: LocatedPolicy,
): AcceptedPolicy {
  return { role, of: arn, accountId, name, document };
}
