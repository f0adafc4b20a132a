import { add, dropCondition, statementOf, type EditedPolicy, type OpenStatement } from './edit-policies.js';
import type { Layers } from './policies-against.js';

const C = 'arn:aws:sts::111111111111:assumed-role/regional-pipeline-codebuild-role/';
const D = 'arn:aws:sts::222222222222:assumed-role/ManagementClusterDeployRole/';
const S = 'arn:aws:s3:::management-cluster-tf-state-111111111111-us-east-1';
const K = 'arn:aws:s3:::central-terraform-state';
const regional = 'regional-pipeline-us-east-1';
const management = 'management-deploy-role-us-east-1-222222222222';
const buildRole = 'BuildRole Policies.0.PolicyDocument';
const deployRole = 'DeployRole Policies.0.PolicyDocument';
const deployRoleTrust = 'DeployRole AssumeRolePolicyDocument';

/** A change of a policy that makes the pipeline of us-east-1 insecure, and what a synthesis has to say of it. */
export interface InsecureEdit {
  /** In words. */
  readonly what: string;
  readonly policy: EditedPolicy;
  readonly edit: (statements: OpenStatement[]) => void;
  /** Every statement that fails, and the layers by which it does. The first is the one that the edit is about. */
  readonly fails: Readonly<Record<string, readonly Layers[]>>;
  readonly request: {
    readonly action: unknown;
    readonly resource: unknown;
    /** What the ARN of the session or the user begins with. */
    readonly principal: string;
    readonly context: unknown;
  };
  /** Where the first says the policy statement stands. */
  readonly at: string;
}

const outsideOfRegion = { 'aws:RequestedRegion': expect.not.stringMatching('^us-east-1$') as unknown };

export const insecureEdits: readonly InsecureEdit[] = [
  {
    what: 'the external id condition dropped',
    policy: deployRoleTrust,
    edit: (all) => dropCondition(all, 'RegionalBuildRole', 'StringEquals'),
    fails: { 'SM-01': ['trust'], 'SM-03': ['trust'] },
    request: {
      action: 'sts:AssumeRole',
      resource: 'arn:aws:iam::222222222222:role/ManagementClusterDeployRole',
      principal: C,
      context: expect.not.objectContaining({ 'sts:ExternalId': 'regional-pipeline-us-east-1' }),
    },
    at: `${management}.template.json: DeployRole Properties.AssumeRolePolicyDocument.Statement.0`,
  },
  {
    what: 'the trust principal widened to the account',
    policy: deployRoleTrust,
    edit: (all) => dropCondition(all, 'RegionalBuildRole', 'ArnEquals'),
    fails: { 'SM-02': ['trust'] },
    request: {
      action: 'sts:AssumeRole',
      resource: 'arn:aws:iam::222222222222:role/ManagementClusterDeployRole',
      principal: 'arn:aws:iam::111111111111:user/',
      context: { 'sts:ExternalId': 'regional-pipeline-us-east-1' },
    },
    at: `${management}.template.json: DeployRole Properties.AssumeRolePolicyDocument.Statement.0`,
  },
  {
    what: 'the role name given a *',
    policy: buildRole,
    edit: (all) => {
      statementOf(all, 'AssumeDeployRole').Resource = 'arn:aws:iam::*:role/ManagementClusterDeployRole*';
    },
    fails: { 'SM-04': ['identity'], 'SM-25': ['identity'] },
    request: {
      action: 'sts:AssumeRole',
      resource: expect.stringMatching(/^arn:aws:iam::\d{12}:role\/ManagementClusterDeployRole\w+$/),
      principal: C,
      context: {
        'sts:ExternalId': 'regional-pipeline-us-east-1',
        'aws:RequestedRegion': 'us-east-1',
        'aws:ResourceOrgID': 'o-example123',
        'aws:PrincipalOrgID': 'o-example123',
      },
    },
    at: `${regional}.template.json: BuildRole Properties.Policies.0.PolicyDocument.Statement.0`,
  },
  {
    what: 'the region condition dropped from one service',
    policy: deployRole,
    edit: grantEcsEverywhere,
    fails: { 'SM-06': ['allows'] },
    request: {
      action: expect.stringMatching(/^ecs:/),
      resource: expect.anything(),
      principal: D,
      context: outsideOfRegion,
    },
    at: `${management}.template.json: DeployRole Properties.Policies.0.PolicyDocument.Statement.9`,
  },
  {
    what: 'the region condition dropped from one service, and from the Deny behind it',
    policy: deployRole,
    edit: (all) => {
      grantEcsEverywhere(all);
      add(all, 'DenyOtherRegions', 'NotAction', 'ecs:*');
    },
    fails: { 'SM-06': ['identity', 'denies'] },
    request: {
      action: expect.stringMatching(/^ecs:/),
      resource: expect.anything(),
      principal: D,
      context: outsideOfRegion,
    },
    at: `${management}.template.json: DeployRole Properties.Policies.0.PolicyDocument.Statement.9`,
  },
  {
    what: 'the boundary condition dropped from one action',
    policy: deployRole,
    edit: (all) => {
      const bounded = statementOf(all, 'ManageBoundedClusterRoles');
      bounded.Action = [bounded.Action ?? []].flat().filter((action) => action !== 'iam:PutRolePolicy');
      add(all, 'DescribeAndDeleteClusterRoles', 'Action', 'iam:PutRolePolicy');
    },
    fails: { 'SM-11': ['identity'], 'SM-17': ['identity'] },
    request: {
      action: 'iam:PutRolePolicy',
      resource: 'arn:aws:iam::222222222222:role/eks-example',
      principal: D,
      context: expect.not.objectContaining({
        'iam:PermissionsBoundary': 'arn:aws:iam::222222222222:policy/ManagementClusterPermissionsBoundary',
      }),
    },
    at: `${management}.template.json: DeployRole Properties.Policies.0.PolicyDocument.Statement.1`,
  },
  {
    what: 'PassedToService dropped',
    policy: deployRole,
    edit: (all) => dropCondition(all, 'PassClusterRoles', 'StringEquals'),
    fails: { 'SM-14': ['identity'] },
    request: {
      action: 'iam:PassRole',
      resource: 'arn:aws:iam::222222222222:role/eks-example',
      principal: D,
      context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
    },
    at: `${management}.template.json: DeployRole Properties.Policies.0.PolicyDocument.Statement.3`,
  },
  {
    what: 'iam:CreatePolicy added',
    policy: deployRole,
    edit: (all) => all.push({ Sid: 'Added', Effect: 'Allow', Action: 'iam:CreatePolicy', Resource: '*' }),
    fails: { 'SM-08': ['allows'] },
    request: {
      action: 'iam:CreatePolicy',
      resource: expect.stringMatching(/^arn:aws:iam::\d{12}:policy\//),
      principal: D,
      context: {},
    },
    at: `${management}.template.json: DeployRole Properties.Policies.0.PolicyDocument.Statement.9`,
  },
  {
    what: 'iam:CreatePolicy added, and left out of the Deny behind it',
    policy: deployRole,
    edit: (all) => {
      all.push({ Sid: 'Added', Effect: 'Allow', Action: 'iam:CreatePolicy', Resource: '*' });
      add(all, 'DenyAllElse', 'NotAction', 'iam:CreatePolicy');
    },
    fails: {
      'SM-08': ['identity', 'denies'],
      'SM-10': ['identity'],
      'SM-12': ['identity'],
      'SM-17': ['identity'],
    },
    request: {
      action: 'iam:CreatePolicy',
      resource: expect.stringMatching(/^arn:aws:iam::\d{12}:policy\//),
      principal: D,
      context: {},
    },
    at: `${management}.template.json: DeployRole Properties.Policies.0.PolicyDocument.Statement.9`,
  },
  {
    what: "the central bucket's prefix condition dropped",
    policy: buildRole,
    edit: (all) => dropCondition(all, 'ListCentralState', 'StringLike'),
    fails: { 'SM-18': ['identity'], 'SM-25': ['identity'] },
    request: {
      action: 's3:ListBucket',
      resource: K,
      principal: C,
      context: expect.not.objectContaining({
        's3:prefix': expect.stringMatching('^management-deploy/') as unknown,
      }),
    },
    at: `${regional}.template.json: BuildRole Properties.Policies.0.PolicyDocument.Statement.10`,
  },
  {
    what: 's3:PutObject on the central bucket',
    policy: buildRole,
    edit: (all) => add(all, 'ReadCentralState', 'Action', 's3:PutObject'),
    fails: { 'SM-18': ['identity'], 'SM-07': ['identity'], 'SM-25': ['identity'] },
    request: {
      action: 's3:PutObject',
      resource: `${K}/management-deploy/example`,
      principal: C,
      context: {},
    },
    at: `${regional}.template.json: BuildRole Properties.Policies.0.PolicyDocument.Statement.11`,
  },
  {
    what: 'the TLS deny dropped',
    policy: 'StateBucketPolicy PolicyDocument',
    edit: (all) => all.splice(all.indexOf(statementOf(all, 'DenyWithoutTls')), 1),
    fails: { 'SM-20': ['bucket'] },
    request: {
      action: expect.stringMatching(/^s3:/),
      resource: expect.stringContaining(S),
      principal: 'arn:aws:iam::111111111111:',
      context: expect.not.objectContaining({ 'aws:SecureTransport': 'true' }),
    },
    at: `${regional}.template.json: StateBucketPolicy Properties.PolicyDocument`,
  },
  {
    what: 'delete allowed on *.tfstate',
    policy: buildRole,
    edit: (all) => add(all, 'Unlock', 'Resource', `${S}/*.tfstate`),
    fails: { 'SM-19': ['identity'], 'SM-25': ['identity'] },
    request: {
      action: 's3:DeleteObject',
      resource: `${S}/example.tfstate`,
      principal: C,
      context: { 'aws:RequestedRegion': 'us-east-1' },
    },
    at: `${regional}.template.json: BuildRole Properties.Policies.0.PolicyDocument.Statement.9`,
  },
  {
    what: 's3:PutBucketPolicy granted',
    policy: buildRole,
    edit: (all) => all.push({ Sid: 'Added', Effect: 'Allow', Action: 's3:PutBucketPolicy', Resource: S }),
    fails: { 'SM-21': ['identity'], 'SM-07': ['identity'], 'SM-25': ['identity'] },
    request: { action: 's3:PutBucketPolicy', resource: S, principal: C, context: {} },
    at: `${regional}.template.json: BuildRole Properties.Policies.0.PolicyDocument.Statement.12`,
  },
];

function grantEcsEverywhere(all: OpenStatement[]): void {
  const statement = statementOf(all, 'BuildInRegion');
  statement.Action = [statement.Action ?? []].flat().filter((action) => action !== 'ecs:*');
  all.push({ Sid: 'Added', Effect: 'Allow', Action: 'ecs:*', Resource: '*' });
}
