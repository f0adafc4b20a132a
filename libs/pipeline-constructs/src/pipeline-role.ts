import { fanOutResources, regionalNames } from '@regional-pipeline/platform-model';
import {
  pipelineRoleIdentityPolicy,
  pipelineRoleTrustPolicy,
  type PipelineRoleAccess,
} from '@regional-pipeline/trust-policies';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acceptFindings } from './best-practice-exception.js';

/** The pipeline role P, `regional-pipeline-role`, with the policies of trust-policies, unchanged (SM-25). */
export class PipelineRole extends CfnRole {
  constructor(scope: Construct, id: string, access: PipelineRoleAccess) {
    const { resources } = access;
    super(scope, id, {
      roleName: regionalNames.pipelineRole,
      description: `Runs ${regionalNames.pipeline} in ${resources.region}.`,
      assumeRolePolicyDocument: pipelineRoleTrustPolicy(resources),
      policies: [{ policyName: 'pipeline', policyDocument: pipelineRoleIdentityPolicy(access) }],
    });
    acceptFindings(this, {
      rule: 'IAM5',
      findings: [`Resource::${resources.artifactsBucketArn}/*`],
      reason: 'CodePipeline names the artifacts, in a bucket that holds nothing else (SM-25).',
    });
    if (access.fanOut) {
      acceptFindings(this, {
        rule: 'IAM5',
        findings: [`Resource::${fanOutResources(resources.region, resources.accountId).executionArns.own}`],
        reason: 'CodePipeline names the executions, of one state machine (SM-25).',
      });
    }
  }
}
