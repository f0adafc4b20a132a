import type { PolicyDocument } from '@regional-pipeline/platform-model';
import type { DeployedBucket, DeployedRole, Deployment, LocatedPolicy } from '../deployment/deployment.js';

/** The policies of a region's pipeline, by what they are: the other rows of the score. */
export const mutatedPolicies = [
  'build role trust',
  'build role',
  'pipeline role trust',
  'pipeline role',
  'deploy role trust',
  'deploy role',
  'boundary',
  'state bucket',
  'artifacts bucket',
  'key',
  'topic',
  'log',
  'central bucket',
] as const;

/** What a policy of a region's pipeline is. */
export type MutatedPolicy = (typeof mutatedPolicies)[number];

/** A policy in its deployment, and the deployment with another document in its place. */
export interface PolicySite {
  readonly policy: MutatedPolicy;
  readonly located: LocatedPolicy;
  /** The account of the role or bucket that it belongs to. */
  readonly accountId: string;
  readonly with: (document: PolicyDocument) => Deployment;
}

/**
 * Every policy of one region's pipeline. Of several management accounts the first stands for all: their documents
 * differ in the account's number alone.
 */
export function policySites(deployment: Deployment): readonly PolicySite[] {
  const { regional, management } = deployment;
  const [part, ...others] = management;
  return [
    ...(regional
      ? [
          ...roleSites('build role', regional.buildRole, (buildRole) => ({
            ...deployment,
            regional: { ...regional, buildRole },
          })),
          ...roleSites('pipeline role', regional.pipelineRole, (pipelineRole) => ({
            ...deployment,
            regional: { ...regional, pipelineRole },
          })),
        ]
      : []),
    ...(part
      ? [
          ...roleSites('deploy role', part.deployRole, (deployRole) => ({
            ...deployment,
            management: [{ ...part, deployRole }, ...others],
          })),
          site('boundary', part.boundary, part.accountId, (boundary) => ({
            ...deployment,
            management: [{ ...part, boundary }, ...others],
          })),
        ]
      : []),
    ...(regional
      ? [
          bucketSite('state bucket', regional.stateBucket, (stateBucket) => ({
            ...deployment,
            regional: { ...regional, stateBucket },
          })),
          bucketSite('artifacts bucket', regional.artifactsBucket, (artifactsBucket) => ({
            ...deployment,
            regional: { ...regional, artifactsBucket },
          })),
          ...regional.resourcePolicies.map((one, index) =>
            site(one.guards, one.policy, one.accountId, (policy) => ({
              ...deployment,
              regional: {
                ...regional,
                resourcePolicies: regional.resourcePolicies.with(index, { ...one, policy }),
              },
            })),
          ),
          ...(regional.centralGrant
            ? [
                site(
                  'central bucket',
                  regional.centralGrant,
                  regional.buildRole.accountId,
                  (centralGrant) => ({
                    ...deployment,
                    regional: { ...regional, centralGrant },
                  }),
                ),
              ]
            : []),
        ]
      : []),
  ];
}

function roleSites(
  policy: 'build role' | 'pipeline role' | 'deploy role',
  role: DeployedRole,
  put: (role: DeployedRole) => Deployment,
): readonly PolicySite[] {
  return [
    site(`${policy} trust`, role.trust, role.accountId, (trust) => put({ ...role, trust })),
    ...role.identity.map((one, index) =>
      site(policy, one, role.accountId, (changed) =>
        put({ ...role, identity: role.identity.with(index, changed) }),
      ),
    ),
  ];
}

function bucketSite(
  policy: 'state bucket' | 'artifacts bucket',
  bucket: DeployedBucket,
  put: (bucket: DeployedBucket) => Deployment,
): PolicySite {
  return site(policy, bucket.policy, bucket.accountId, (changed) => put({ ...bucket, policy: changed }));
}

function site(
  policy: MutatedPolicy,
  located: LocatedPolicy,
  accountId: string,
  put: (changed: LocatedPolicy) => Deployment,
): PolicySite {
  return {
    policy,
    located,
    accountId,
    with: (document) => put({ ...located, document, places: document.Statement.map((_, index) => index) }),
  };
}
