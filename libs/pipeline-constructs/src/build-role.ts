import { regionalNames } from '@regional-pipeline/platform-model';
import {
  buildRoleIdentityPolicy,
  buildRoleTrustPolicy,
  type BuildRoleAccess,
} from '@regional-pipeline/trust-policies';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * The build role C, `regional-pipeline-codebuild-role`, with the policies of trust-policies, unchanged (SM-25).
 *
 * Its policy is inline: a managed one could be attached to something else, and changed for its sake.
 */
export class BuildRole extends CfnRole {
  constructor(scope: Construct, id: string, access: BuildRoleAccess) {
    const { resources } = access;
    super(scope, id, {
      roleName: regionalNames.buildRole,
      description: `Runs the builds of ${regionalNames.buildProject} in ${resources.region}.`,
      assumeRolePolicyDocument: buildRoleTrustPolicy(resources),
      policies: [{ policyName: 'build', policyDocument: buildRoleIdentityPolicy(access) }],
    });
  }
}
