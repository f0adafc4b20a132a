import {
  bucketArn,
  centralStatePrefix,
  fanOutPrefix,
  managementNames,
  regionalNames,
  stateLockKey,
  type Partition,
} from '@regional-pipeline/platform-model';
import {
  buildRoleIdentityPolicy,
  buildRoleTrustPolicy,
  type BuildRoleAccess,
} from '@regional-pipeline/trust-policies';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acceptFindings, type BestPracticeException } from './best-practice-exception.js';

/**
 * The build role C, `regional-pipeline-codebuild-role`, with the policies of trust-policies, unchanged (SM-25).
 *
 * Its policy is inline: a managed one could be attached to something else, and changed for its sake.
 */
export class BuildRole extends CfnRole {
  constructor(scope: Construct, id: string, access: BuildRoleAccess) {
    const { resources, centralStateBucket } = access;
    super(scope, id, {
      roleName: regionalNames.buildRole,
      description: `Runs the builds of ${regionalNames.buildProject} in ${resources.region}.`,
      assumeRolePolicyDocument: buildRoleTrustPolicy(resources),
      policies: [{ policyName: 'build', policyDocument: buildRoleIdentityPolicy(access) }],
    });
    const { partition, buildLogGroupArn, artifactsBucketArn, stateBucketArn } = resources;
    acceptFindings(
      this,
      ...(access.assumeScope?.kind === 'accounts' ? [] : [anyManagementAccount(partition)]),
      {
        rule: 'IAM5',
        findings: [`Resource::${buildLogGroupArn}:log-stream:*`],
        reason:
          'CodeBuild names the log streams, in one log group, and the role may do no more than write them (SM-25).',
      },
      {
        rule: 'IAM5',
        findings: [
          `Resource::${artifactsBucketArn}/*`,
          ...(access.fanOut ? [`Resource::${artifactsBucketArn}/${fanOutPrefix}*`] : []),
          `Resource::${stateBucketArn}/*`,
          `Resource::${stateBucketArn}/${stateLockKey('*')}`,
          `Resource::${bucketArn(partition, centralStateBucket)}/${centralStatePrefix}*`,
        ],
        reason:
          'The objects of the buckets that the build works on; which of them it may read, write and delete is proved (SM-18, SM-19).',
      },
    );
  }
}

/** Where the accounts are given by id, the policy has no such wildcard. */
function anyManagementAccount(partition: Partition): BestPracticeException {
  return {
    rule: 'IAM5',
    findings: [`Resource::arn:${partition}:iam::*:role/${managementNames.deployRole}`],
    reason:
      'Central mints management accounts after this stack is deployed. The statement holds the accounts to the ' +
      'organization or its units, and the role to one name (SM-04).',
  };
}
