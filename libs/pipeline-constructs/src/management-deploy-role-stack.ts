import {
  deployRoleStackName,
  managementNames,
  managementResources,
  PlatformError,
  type AccountId,
  type Region,
} from '@regional-pipeline/platform-model';
import {
  deployRoleIdentityPolicy,
  deployRoleTrustPolicy,
  permissionsBoundary,
} from '@regional-pipeline/trust-policies';
import { CfnManagedPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnOutput, Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acceptFindings } from './best-practice-exception.js';
import { pipelineConstructsErrors } from './errors.js';
import { TemplateOnlySynthesizer } from './template-only-synthesizer.js';

/** The services that the permissions boundary names as a whole, before it denies all but its floor. */
const boundedServices = [
  'autoscaling',
  'ec2',
  'ec2messages',
  'ecr',
  'eks',
  'eks-auth',
  'elasticloadbalancing',
  'kms',
  'logs',
  'ssm',
  'ssmmessages',
] as const;

export interface ManagementDeployRoleStackProps {
  /** The region whose pipeline may assume the role, and the only one that the role works in. */
  readonly region: Region;
  readonly regionalAccount: AccountId;
  readonly managementAccount: AccountId;
}

/**
 * What a management account needs before the first run: the deploy role D, and the permissions boundary B that
 * every role which D creates must carry (SM-11).
 *
 * @throws ContradictorySettings when the management account is the regional one
 */
export class ManagementDeployRoleStack extends Stack {
  /** What it was made from; the security model holds its template to this. */
  readonly settings: ManagementDeployRoleStackProps;

  constructor(scope: Construct, id: string, props: ManagementDeployRoleStackProps) {
    const { region, regionalAccount, managementAccount } = props;
    super(scope, id, {
      // A StackSet names its stacks itself.
      ...(!Token.isUnresolved(managementAccount) && {
        stackName: deployRoleStackName(region, managementAccount),
      }),
      description: `The role by which the pipeline of ${region} in ${regionalAccount} deploys management clusters.`,
      env: { account: managementAccount, region },
      synthesizer: TemplateOnlySynthesizer.create(),
      analyticsReporting: false,
    });
    this.settings = props;
    if (managementAccount === regionalAccount) {
      throw new PlatformError(pipelineConstructsErrors.ContradictorySettings, {
        message: `${managementAccount} is both the regional account and a management account.`,
        context: { region, regionalAccount, managementAccount },
      });
    }
    const boundary = new CfnManagedPolicy(this, 'PermissionsBoundary', {
      managedPolicyName: managementNames.permissionsBoundary,
      description: `What every role that ${managementNames.deployRole} creates may do at most.`,
      policyDocument: permissionsBoundary(region),
    });
    const role = new CfnRole(this, 'DeployRole', {
      roleName: managementNames.deployRole,
      description: `Deploys management clusters in ${region} for the pipeline in ${regionalAccount}.`,
      assumeRolePolicyDocument: deployRoleTrustPolicy({ region, regionalAccountId: regionalAccount }),
      policies: [
        {
          policyName: 'deploy',
          policyDocument: deployRoleIdentityPolicy({ region, managementAccountId: managementAccount }),
        },
      ],
    });
    const { clusterRolesArn, serviceLinkedRolesArn } = managementResources(region, managementAccount);
    acceptFindings(
      role,
      {
        rule: 'IAM5',
        findings: ['eks', 'ec2', 'autoscaling', 'ecs', 'logs'].map((service) => `Action::${service}:*`),
        reason:
          'What a cluster is made of is up to its Terraform. The services are the listed five, in one region, without ' +
          'account-wide settings (SM-06, SM-08, SM-09).',
      },
      {
        rule: 'IAM5',
        findings: ['Resource::*'],
        reason: 'What does not exist yet has no name, and many actions of these services take no resource.',
      },
      {
        rule: 'IAM5',
        findings: [`Resource::${clusterRolesArn}`, `Resource::${serviceLinkedRolesArn}`],
        reason:
          'The roles of clusters that do not exist yet. Each that it makes carries the permissions boundary (SM-10, SM-11).',
      },
    );
    acceptFindings(boundary, {
      rule: 'IAM5',
      findings: ['Resource::*', ...boundedServices.map((service) => `Action::${service}:*`)],
      reason:
        'A boundary grants nothing: it is the most that a role of a cluster can have, in one region, without IAM, ' +
        'organizations and AssumeRole (SM-16).',
    });
    // Without B there is nothing that D may create; a role before its bound would be the wrong order to fail in.
    role.addResourceDependency(boundary);
    new CfnOutput(this, 'ManagementDeployRoleArn', {
      value: managementResources(region, managementAccount).deployRoleArn,
      description: 'The role that the regional build role assumes.',
    });
  }
}
