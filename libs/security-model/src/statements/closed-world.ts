import {
  action,
  allOf,
  anyOf,
  not,
  resource,
  roleSession,
  type RequestSet,
} from '@regional-pipeline/policy-proofs';
import type { Deployment, RegionalPart } from '../deployment/deployment.js';
import { letsServicesInAlone } from './resource-policies.js';
import { buildNeedsOfFanOut, fanOutNeeds, pipelineNeedsOfFanOut } from './fan-out.js';
import { notByIdentity } from './layers.js';
import type { SecurityStatement } from './security-statement.js';
import { centralReads } from './central-state.js';

const on = (resources: readonly string[], ...actions: readonly string[]): RequestSet =>
  allOf(action(...actions), resource(...resources));

/** What a build needs, and nothing beside it. */
function buildNeeds(deployment: Deployment, regional: RegionalPart): RequestSet {
  const { names } = deployment;
  return anyOf(
    // SM-04 says which of them exactly.
    on([`arn:${names.partition}:iam::*:role/ManagementClusterDeployRole`], 'sts:AssumeRole'),
    on([names.buildLogStreams], 'logs:CreateLogStream', 'logs:PutLogEvents'),
    on([names.buildProject], 'codebuild:BatchGetBuilds'),
    on([names.stateBucket], 's3:ListBucket', 's3:ListBucketVersions'),
    on([`${names.stateBucket}/*`], 's3:GetObject', 's3:GetObjectVersion', 's3:PutObject'),
    on([`${names.stateBucket}/*.tflock`], 's3:DeleteObject'),
    on([names.artifactsBucket], 's3:GetBucketAcl', 's3:GetBucketLocation'),
    on([`${names.artifactsBucket}/*`], 's3:GetObject', 's3:GetObjectVersion'),
    centralReads(deployment, regional),
    ...(regional.intent.fanOut ? [buildNeedsOfFanOut(names)] : []),
  );
}

/** What the pipeline needs, and nothing beside it. */
function pipelineNeeds({ names }: Deployment, { intent }: RegionalPart): RequestSet {
  // The id of a connection that the stack makes is known to AWS alone: any one connection of the region.
  const connection =
    intent.connectionArn ??
    `arn:${names.partition}:codeconnections:${names.region}:${names.regionalAccount}:connection/????????-????-????-????-????????????`;
  return anyOf(
    on(
      [`${names.artifactsBucket}/*`],
      's3:PutObject',
      's3:PutObjectAcl',
      's3:GetObject',
      's3:GetObjectVersion',
    ),
    on([names.artifactsBucket], 's3:GetBucketAcl', 's3:GetBucketLocation', 's3:GetBucketVersioning'),
    on([names.buildProject], 'codebuild:StartBuild', 'codebuild:BatchGetBuilds'),
    on([connection], 'codeconnections:UseConnection', 'codestar-connections:UseConnection'),
    ...(intent.fanOut ? [pipelineNeedsOfFanOut(names)] : []),
  );
}

/** SM-25 */
export const regionalRolesNeedNoMore: SecurityStatement = {
  id: 'SM-25',
  sentence:
    'C, P and F are allowed exactly what the build, the pipeline and the fan-out need, on named resources: nothing that changes a ' +
    'build project, a pipeline, a role, a policy, a key or a secret, and nothing that reads secrets. The policies of the ' +
    'key, the topic and the logs let nobody in but the AWS services that write and send for this pipeline, and the key stays with the account.',
  obligations: (deployment) => {
    const { regional } = deployment;
    if (!regional) return [];
    const { buildRole, pipelineRole, fanOutRole } = regional;
    return [
      ...notByIdentity(buildRole, {
        about: `by ${buildRole.arn}, anything that a build does not need`,
        requests: allOf(roleSession(buildRole.arn), not(buildNeeds(deployment, regional))),
      }),
      ...notByIdentity(pipelineRole, {
        about: `by ${pipelineRole.arn}, anything that the pipeline does not need`,
        requests: allOf(roleSession(pipelineRole.arn), not(pipelineNeeds(deployment, regional))),
      }),
      ...(fanOutRole
        ? notByIdentity(fanOutRole, {
            about: `by ${fanOutRole.arn}, anything that the fan-out does not need`,
            requests: allOf(roleSession(fanOutRole.arn), not(fanOutNeeds(deployment.names))),
          })
        : []),
      ...regional.resourcePolicies.flatMap((one) => letsServicesInAlone(deployment, one)),
    ];
  },
};
