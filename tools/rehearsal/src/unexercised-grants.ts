/** Grants of one statement that no request of the end-to-end run makes use of, and why they are there all the same. */
export interface UnexercisedGrant {
  /** The policy's name: `ROLE/NAME-OF-THE-POLICY`, `ROLE/trust`. */
  readonly policy: string;
  readonly sid: string;
  /** As the statement names them; all of the statement's where it is left out. */
  readonly actions?: readonly string[];
  readonly why: string;
}

const build = 'regional-pipeline-codebuild-role/build';
const pipeline = 'regional-pipeline-role/pipeline';
const deploy = 'ManagementClusterDeployRole/deploy';
const central = 'central-terraform-state/policy';
// These three have no name of their own but their logical ids in the template.
const key = 'EncryptionKey/policy';
const topic = 'MonitoringNotificationsTopicPolicy27346745/policy';
const eventLog = 'MonitoringAssumeRoleRecordLogPolicyD1CA1606/policy';

const codeBuild = 'CodeBuild itself does this before and while a build runs; there is no local CodeBuild.';
const codePipeline = 'CodePipeline itself does this; there is no local CodePipeline.';
const monitoring =
  'Services of AWS do this by themselves when a pipeline is watched; there is no local one of them.';
const cluster = "A real cluster's Terraform does this; there is no local EKS, EC2, ECS or IAM.";

/**
 * The grants that the end-to-end run does not exercise (SM-23). A test holds this list complete and current: a grant
 * must be exercised or stand here, and not both.
 */
export const unexercisedGrants: readonly UnexercisedGrant[] = [
  { policy: 'regional-pipeline-codebuild-role/trust', sid: 'BuildProject', why: codeBuild },
  { policy: build, sid: 'WriteBuildLog', why: codeBuild },
  { policy: build, sid: 'ReadArtifact', why: codeBuild },
  { policy: build, sid: 'CheckArtifactBucket', why: codeBuild },
  {
    policy: build,
    sid: 'ReadBuilds',
    why: 'Telling whether the build that a lock or a run names is over; there is no local CodeBuild.',
  },
  {
    policy: build,
    sid: 'ListState',
    actions: ['s3:ListBucketVersions'],
    why: 'Finding the former versions of a state, to restore one.',
  },
  {
    policy: build,
    sid: 'ReadState',
    actions: ['s3:GetObjectVersion'],
    why: 'Reading a former version of a state, to restore it.',
  },
  {
    policy: build,
    sid: 'ListCentralState',
    why: 'Telling a missing central state from a forbidden one, and finding its former versions after a loss.',
  },
  {
    policy: build,
    sid: 'ReadCentralState',
    actions: ['s3:GetObjectVersion'],
    why: 'Reading a former version of the central state after a loss.',
  },
  {
    policy: central,
    sid: 'ListCentralStateuseast1',
    why: "The other side of the build role's ListCentralState.",
  },
  {
    policy: central,
    sid: 'ReadCentralStateuseast1',
    actions: ['s3:GetObjectVersion'],
    why: "The other side of the build role's ReadCentralState.",
  },

  { policy: 'regional-pipeline-role/trust', sid: 'Pipeline', why: codePipeline },
  { policy: pipeline, sid: 'KeepArtifacts', why: codePipeline },
  { policy: pipeline, sid: 'ReadArtifacts', why: codePipeline },
  { policy: pipeline, sid: 'CheckArtifactBucket', why: codePipeline },
  { policy: pipeline, sid: 'RunBuild', why: codePipeline },
  { policy: pipeline, sid: 'UseConnection', why: codePipeline },

  {
    policy: key,
    sid: 'ManageByAccount',
    why: "The account's administrators manage the key and its policy; a run does not touch it.",
  },
  { policy: key, sid: 'EncryptLogs', why: monitoring },
  { policy: key, sid: 'EncryptEvents', why: monitoring },
  { policy: key, sid: 'EncryptAlarms', why: monitoring },
  { policy: topic, sid: 'PublishEvents', why: monitoring },
  { policy: topic, sid: 'PublishAlarms', why: monitoring },
  { policy: eventLog, sid: 'MakeStreams', why: monitoring },
  { policy: eventLog, sid: 'WriteEvents', why: monitoring },

  { policy: deploy, sid: 'BuildInRegion', why: cluster },
  { policy: deploy, sid: 'DescribeAndDeleteClusterRoles', why: cluster },
  { policy: deploy, sid: 'ManageBoundedClusterRoles', why: cluster },
  { policy: deploy, sid: 'PassClusterRoles', why: cluster },
  { policy: deploy, sid: 'CreateServiceLinkedRoles', why: cluster },
  { policy: deploy, sid: 'ReadServiceLinkedRoles', why: cluster },
  {
    policy: 'ManagementClusterPermissionsBoundary',
    sid: 'FloorServices',
    why: "It bounds the roles of clusters, nodes and tasks, which a real cluster's Terraform makes.",
  },
];
