import {
  action,
  allOf,
  anyOf,
  resource,
  resourceAccount,
  roleSession,
  service,
  when,
  type RequestSet,
} from '@regional-pipeline/policy-proofs';
import type { DeployedBucket, DeployedRole, Deployment, RegionalPart } from '../deployment/deployment.js';
import { overTls } from '../statements/buckets.js';
import { mayDoEverything } from '../statements/layers.js';
import { letsServicesIn } from '../statements/resource-policies.js';
import type { RequestObligation } from '../statements/security-statement.js';
import { requestsBy } from './access-need.js';
import type { RoleNeeds } from './role-needs.js';

/**
 * What the owners' side must allow (SM-22): the trust policies, that the services and C take the roles; the bucket
 * policies, that C and P reach what their identity policies give them; the policies of key, topic and logs, that the
 * services which monitor a pipeline do so.
 */
export function ownerNeeds(
  deployment: Deployment,
  roles: readonly RoleNeeds[],
): readonly RequestObligation[] {
  const { names, regional, management } = deployment;
  return [
    ...(regional
      ? [
          ...servicesTakeRoles(names, regional),
          ...throughBucketPolicies(regional, roles),
          ...regional.resourcePolicies.map((one) => letsServicesIn(deployment, one)),
        ]
      : []),
    ...management.map(({ deployRole }) =>
      taken(
        deployRole,
        `${names.buildRole} with the external id`,
        allOf(roleSession(names.buildRole), when({ StringEquals: { 'sts:ExternalId': names.externalId } })),
      ),
    ),
  ];
}

function servicesTakeRoles(
  { buildProject, pipeline, fanOut, regionalAccount }: Deployment['names'],
  { buildRole, pipelineRole, fanOutRole }: RegionalPart,
): readonly RequestObligation[] {
  const acting = (name: string, source: string) =>
    allOf(
      service(name),
      when({ StringEquals: { 'aws:SourceArn': source, 'aws:SourceAccount': regionalAccount } }),
    );
  return [
    taken(buildRole, `CodeBuild for ${buildProject}`, acting('codebuild.amazonaws.com', buildProject)),
    taken(pipelineRole, `CodePipeline for ${pipeline}`, acting('codepipeline.amazonaws.com', pipeline)),
    ...(fanOutRole
      ? [fanOut.stateMachine, `${fanOut.stateMachine}/Clusters`].map((source) =>
          taken(fanOutRole, `Step Functions for ${source}`, acting('states.amazonaws.com', source)),
        )
      : []),
  ];
}

function taken({ arn, accountId, trust }: DeployedRole, by: string, requests: RequestSet): RequestObligation {
  return {
    kind: 'required',
    about: `by ${by}, sts:AssumeRole on ${arn}`,
    policies: { identity: [mayDoEverything], resource: trust },
    requests: allOf(requests, action('sts:AssumeRole'), resource(arn), resourceAccount(accountId)),
    looksAt: [trust],
  };
}

function throughBucketPolicies(
  { buildRole, pipelineRole, fanOutRole, stateBucket, artifactsBucket }: RegionalPart,
  needs: readonly RoleNeeds[],
): readonly RequestObligation[] {
  const through = (role: DeployedRole, bucket: DeployedBucket): RequestObligation => ({
    kind: 'required',
    about: `by ${role.arn} over TLS, what is needed of ${bucket.arn}, with its policy`,
    policies: { identity: role.identity, resource: bucket.policy },
    requests: allOf(
      anyOf(
        ...needs
          .filter((one) => one.role === role)
          .flatMap(({ groups }) => groups.map((group) => requestsBy(role.arn, group))),
      ),
      resource(bucket.arn, `${bucket.arn}/*`),
      resourceAccount(bucket.accountId),
      overTls,
    ),
    looksAt: [...role.identity, bucket.policy],
  });
  return [
    through(buildRole, stateBucket),
    through(buildRole, artifactsBucket),
    through(pipelineRole, artifactsBucket),
    ...(fanOutRole ? [through(fanOutRole, artifactsBucket)] : []),
  ];
}
