import {
  managementResources,
  regionalResources,
  type PolicyDocument,
  type Region,
} from '@regional-pipeline/platform-model';
import {
  artifactsBucketPolicy,
  buildRoleIdentityPolicy,
  buildRoleTrustPolicy,
  centralBucketStatements,
  deployRoleIdentityPolicy,
  deployRoleTrustPolicy,
  encryptionKeyPolicy,
  fanOutRoleIdentityPolicy,
  fanOutRoleTrustPolicy,
  eventLogPolicy,
  notificationTopicPolicy,
  permissionsBoundary,
  pipelineRoleIdentityPolicy,
  pipelineRoleTrustPolicy,
  stateBucketPolicy,
} from '../index.js';
import { MANAGEMENT, REGIONAL } from './accounts.js';

/** Every document of the trust model for one region, as the pipeline's own stacks build it. */
export function allDocuments(region: Region) {
  const resources = regionalResources(region, REGIONAL);
  const { partition } = managementResources(region, MANAGEMENT);
  const centralStateBucket = 'central-state';
  const connectionArn = `arn:${partition}:codeconnections:${region}:${REGIONAL}:connection/0a1b2c3d`;
  const central: PolicyDocument = {
    Version: '2012-10-17',
    Statement: centralBucketStatements({ resources, centralStateBucket }),
  };
  return {
    deployRoleTrust: deployRoleTrustPolicy({ region, regionalAccountId: REGIONAL }),
    buildRoleTrust: buildRoleTrustPolicy(resources),
    pipelineRoleTrust: pipelineRoleTrustPolicy(resources),
    buildRoleIdentity: buildRoleIdentityPolicy({ resources, centralStateBucket }),
    pipelineRoleIdentity: pipelineRoleIdentityPolicy({ resources, connectionArn }),
    deployRoleIdentity: deployRoleIdentityPolicy({ region, managementAccountId: MANAGEMENT }),
    boundary: permissionsBoundary(region),
    stateBucket: stateBucketPolicy({
      resources,
      breakGlassRoleArn: `arn:${partition}:iam::${REGIONAL}:role/break-glass`,
    }),
    artifactsBucket: artifactsBucketPolicy(resources),
    encryptionKey: encryptionKeyPolicy(resources),
    notificationTopic: notificationTopicPolicy(resources),
    eventLog: eventLogPolicy(resources),
    centralBucket: central,
    fanOutRoleTrust: fanOutRoleTrustPolicy(resources),
    fanOutRoleIdentity: fanOutRoleIdentityPolicy(resources),
    fanOutBuildRoleIdentity: buildRoleIdentityPolicy({ resources, centralStateBucket, fanOut: true }),
    fanOutPipelineRoleIdentity: pipelineRoleIdentityPolicy({ resources, connectionArn, fanOut: true }),
    fanOutArtifactsBucket: artifactsBucketPolicy(resources, { fanOut: true }),
  } as const satisfies Record<string, PolicyDocument>;
}
