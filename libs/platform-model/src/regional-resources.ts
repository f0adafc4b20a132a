import type { AccountId } from './account-id.js';
import { partitionOf, type Partition, type Region } from './region.js';

/** The names of a regional pipeline that are the same in every region. Other systems rely on them. */
export const regionalNames = {
  pipeline: 'management-cluster-pipeline',
  buildProject: 'management-cluster-deploy',
  buildLogGroup: '/aws/codebuild/management-cluster-deploy',
  pipelineRole: 'regional-pipeline-role',
  buildRole: 'regional-pipeline-codebuild-role',
  /** CodeConnections takes 32 characters at most. */
  connection: 'regional-pipeline-github',
} as const;

/** Everything that one regional pipeline consists of, by name and by ARN. */
export interface RegionalResources {
  readonly partition: Partition;
  readonly region: Region;
  readonly accountId: AccountId;
  /** The external id that every AssumeRole of this region carries: `regional-pipeline-<region>`. */
  readonly externalId: string;
  readonly pipelineArn: string;
  readonly buildProjectArn: string;
  readonly buildLogGroupArn: string;
  readonly pipelineRoleArn: string;
  readonly buildRoleArn: string;
  readonly artifactsBucket: string;
  readonly artifactsBucketArn: string;
  readonly stateBucket: string;
  readonly stateBucketArn: string;
}

/** Names the resources of the pipeline that runs in `region` of the regional account `accountId`. */
export function regionalResources(region: Region, accountId: AccountId): RegionalResources {
  const partition = partitionOf(region);
  const regional = (service: string, resource: string) =>
    `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  const role = (name: string) => `arn:${partition}:iam::${accountId}:role/${name}`;
  const artifactsBucket = `regional-pipeline-artifacts-${accountId}-${region}`;
  const stateBucket = `management-cluster-tf-state-${accountId}-${region}`;
  return {
    partition,
    region,
    accountId,
    externalId: externalIdOf(region),
    pipelineArn: regional('codepipeline', regionalNames.pipeline),
    buildProjectArn: regional('codebuild', `project/${regionalNames.buildProject}`),
    buildLogGroupArn: regional('logs', `log-group:${regionalNames.buildLogGroup}`),
    pipelineRoleArn: role(regionalNames.pipelineRole),
    buildRoleArn: role(regionalNames.buildRole),
    artifactsBucket,
    artifactsBucketArn: bucketArn(partition, artifactsBucket),
    stateBucket,
    stateBucketArn: bucketArn(partition, stateBucket),
  };
}

/** The external id of a region's pipeline. It is no secret: it keeps one region from acting for another. */
export function externalIdOf(region: Region): string {
  return `regional-pipeline-${region}`;
}

/** The ARN of a bucket: it names neither region nor account. */
export function bucketArn(partition: Partition, bucket: string): string {
  return `arn:${partition}:s3:::${bucket}`;
}
