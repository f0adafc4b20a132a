import { CfnStackSet } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { anyAccountTemplate, type DeployRoleOwner } from './any-account-template.js';
import type { OrganizationalUnitId } from './organizational-unit.js';

export interface ManagementDeployRoleStackSetProps extends DeployRoleOwner {
  /**
   * The units of the region's management accounts. The role has one name in every account and belongs to one region:
   * an account of another region must not be in them.
   */
  readonly organizationalUnitIds: readonly [OrganizationalUnitId, ...OrganizationalUnitId[]];
  /**
   * As whom Central deploys: from the organization's management account, or as a delegated administrator of StackSets.
   * Default: `DELEGATED_ADMIN`, for the management account is no place for a pipeline.
   */
  readonly callAs?: 'SELF' | 'DELEGATED_ADMIN';
}

/**
 * The deploy role D and its boundary B in every management account of a region, also in those that Central mints
 * later: a service-managed StackSet over organizational units, which needs no role in the accounts beforehand.
 *
 * The template is {@link ManagementDeployRoleStack}'s, with `AWS::AccountId` for the account; it stands inline, so
 * there is no asset. SecurityModelPlugin proves it as it proves the stack. An account that leaves the units loses the
 * role.
 *
 * The regional account is left out of the units' accounts, since its own roles are not to be within D's reach (SM-13).
 * The organization's management account never gets a stack of a service-managed StackSet.
 *
 * Source: CloudFormation user guide, "StackSets with service-managed permissions".
 */
export class ManagementDeployRoleStackSet extends CfnStackSet {
  /** What it was made from; the security model holds its template to this. */
  readonly settings: DeployRoleOwner;

  constructor(scope: Construct, id: string, props: ManagementDeployRoleStackSetProps) {
    const { region, regionalAccount, organizationalUnitIds, callAs = 'DELEGATED_ADMIN' } = props;
    super(scope, id, {
      stackSetName: `management-deploy-role-${region}`,
      description: `The role by which the pipeline of ${region} in ${regionalAccount} deploys management clusters.`,
      permissionModel: 'SERVICE_MANAGED',
      callAs,
      autoDeployment: { enabled: true, retainStacksOnAccountRemoval: false },
      managedExecution: { Active: true },
      capabilities: ['CAPABILITY_NAMED_IAM'],
      operationPreferences: {
        concurrencyMode: 'SOFT_FAILURE_TOLERANCE',
        maxConcurrentCount: 10,
        failureToleranceCount: 0,
      },
      stackInstancesGroup: [
        {
          regions: [region],
          deploymentTargets: {
            organizationalUnitIds: [...organizationalUnitIds],
            accountFilterType: 'DIFFERENCE',
            accounts: [regionalAccount],
          },
        },
      ],
      templateBody: JSON.stringify(anyAccountTemplate({ region, regionalAccount })),
    });
    this.settings = { region, regionalAccount };
  }
}
