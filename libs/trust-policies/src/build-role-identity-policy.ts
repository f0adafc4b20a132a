import {
  bucketArn,
  centralStatePrefix,
  fanOutPrefix,
  stateLockKey,
  type PolicyDocument,
  type RegionalResources,
} from '@regional-pipeline/platform-model';
import { assumeDeployRoleStatements, type AssumeScope } from './assume-scope.js';
import { exactName } from './exact-name.js';
import { withinInlineQuota } from './policy-quotas.js';

/** What the build role's identity policy depends on. */
export interface BuildRoleAccess {
  readonly resources: RegionalResources;
  /** The bucket that Central keeps its state in, in any region of the partition. */
  readonly centralStateBucket: string;
  /** Where the deploy role may be assumed; the build role's own organization where it is left out. */
  readonly assumeScope?: AssumeScope;
  /** Whether a build writes the list of clusters that others are started for; it does not where this is left out. */
  readonly fanOut?: boolean;
}

/**
 * The identity policy of the build role C: all that a build does, and nothing else (SM-25).
 *
 * - `AssumeDeployRole`, `DenyColonsInRolePaths`: SM-03, SM-04, SM-07 (see {@link assumeDeployRoleStatements}).
 * - `WriteBuildLog`: into streams of the project's own log group. CodeBuild creates a stream first and a group only
 *   where there is none; the stack makes the group, with its retention, so the build may not.
 * - `ReadBuilds`: of its own project, whether the build that held a run is over, which proves that the run may be taken
 *   over and its lock removed (decision 0006).
 * - `ReadArtifact`, `CheckArtifactBucket`: the source that CodePipeline hands over. CodeBuild asks for the bucket's
 *   ACL and location to know whose bucket it is; its user guide has all four among a service role's permissions.
 * - `WriteList`, with `fanOut` alone: the run's clusters, which a state machine starts a build each for. It cannot read
 *   the state bucket (SM-19), so the list is among the artifacts.
 * - `ReadState`, `ListState`, `WriteState`, `Unlock`: the management state bucket (SM-19). It is listed without
 *   a prefix, else a missing state is a 403 and Terraform fails. A bucket's ARN names no region, so the two
 *   writes require `aws:RequestedRegion` (SM-07). Of deletes there is the lock file's alone.
 * - `ReadCentralState`, `ListCentralState`: SM-18, under `management-deploy/` only, and Central's bucket may be in
 *   another region: these are reads.
 *
 * `sts:GetCallerIdentity` needs no permission.
 *
 * ```json
 * [ { "Sid": "AssumeDeployRole", "Effect": "Allow", "Action": "sts:AssumeRole",
 *     "Resource": "arn:aws:iam::*:role/ManagementClusterDeployRole",
 *     "Condition": { "StringEquals": { "sts:ExternalId": "regional-pipeline-us-east-1",
 *       "aws:RequestedRegion": "us-east-1", "aws:ResourceOrgID": "${aws:PrincipalOrgID}" } } },
 *   { "Sid": "WriteState", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::STATE/*",
 *     "Condition": { "StringEquals": { "aws:RequestedRegion": "us-east-1" } } },
 *   { "Sid": "Unlock", "Effect": "Allow", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::STATE/*.tflock", "…": "…" },
 *   { "Sid": "ListCentralState", "Effect": "Allow", "Action": ["s3:ListBucket", "s3:ListBucketVersions"],
 *     "Resource": "arn:aws:s3:::CENTRAL", "Condition": { "StringLike": { "s3:prefix": "management-deploy/*" } } },
 *   "…" ]
 * ```
 *
 * @throws PlatformError `NameIsPattern`, `AssumeScopeEmpty`, `OrganizationPathInvalid`, `PolicyTooLong`
 */
export function buildRoleIdentityPolicy(access: BuildRoleAccess): PolicyDocument {
  const { resources, assumeScope = { kind: 'organization' } } = access;
  const central = bucketArn(
    resources.partition,
    exactName('the central state bucket', access.centralStateBucket),
  );
  const inRegion = { StringEquals: { 'aws:RequestedRegion': resources.region } };

  return withinInlineQuota('the identity policy of the build role', {
    Version: '2012-10-17',
    Statement: [
      ...assumeDeployRoleStatements(resources, assumeScope),
      {
        Sid: 'WriteBuildLog',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: `${resources.buildLogGroupArn}:log-stream:*`,
      },
      {
        Sid: 'ReadBuilds',
        Effect: 'Allow',
        Action: 'codebuild:BatchGetBuilds',
        Resource: resources.buildProjectArn,
      },
      {
        Sid: 'ReadArtifact',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        Resource: `${resources.artifactsBucketArn}/*`,
      },
      {
        Sid: 'CheckArtifactBucket',
        Effect: 'Allow',
        Action: ['s3:GetBucketAcl', 's3:GetBucketLocation'],
        Resource: resources.artifactsBucketArn,
      },
      ...(access.fanOut
        ? [
            {
              Sid: 'WriteList',
              Effect: 'Allow' as const,
              Action: 's3:PutObject',
              Resource: `${resources.artifactsBucketArn}/${fanOutPrefix}*`,
              Condition: inRegion,
            },
          ]
        : []),
      {
        Sid: 'ListState',
        Effect: 'Allow',
        Action: ['s3:ListBucket', 's3:ListBucketVersions'],
        Resource: resources.stateBucketArn,
      },
      {
        Sid: 'ReadState',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        Resource: `${resources.stateBucketArn}/*`,
      },
      {
        Sid: 'WriteState',
        Effect: 'Allow',
        Action: 's3:PutObject',
        Resource: `${resources.stateBucketArn}/*`,
        Condition: inRegion,
      },
      {
        Sid: 'Unlock',
        Effect: 'Allow',
        Action: 's3:DeleteObject',
        Resource: `${resources.stateBucketArn}/${stateLockKey('*')}`,
        Condition: inRegion,
      },
      {
        Sid: 'ListCentralState',
        Effect: 'Allow',
        Action: ['s3:ListBucket', 's3:ListBucketVersions'],
        Resource: central,
        Condition: { StringLike: { 's3:prefix': `${centralStatePrefix}*` } },
      },
      {
        Sid: 'ReadCentralState',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        Resource: `${central}/${centralStatePrefix}*`,
      },
    ],
  });
}
