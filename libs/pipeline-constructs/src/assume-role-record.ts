import {
  monitoringNames,
  monitoringResources,
  type RegionalResources,
} from '@regional-pipeline/platform-model';
import { eventLogPolicy } from '@regional-pipeline/trust-policies';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnLogGroup, CfnResourcePolicy } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { EncryptionKey } from './encryption-key.js';
import { assumeRoleFailedPattern, withReadOnlyEvents } from './event-patterns.js';
import type { LogRetentionDays } from './log-retention.js';

export interface AssumeRoleRecordProps {
  readonly resources: RegionalResources;
  readonly key: EncryptionKey;
  readonly retentionInDays: LogRetentionDays;
}

/**
 * Records every AssumeRole call that failed, as CloudTrail saw it: who called, when, and why it was refused.
 *
 * It sends no message: a run whose clusters fail by it is a failed run, which says so itself. The log outlives the stack.
 */
export class AssumeRoleRecord extends Construct {
  constructor(scope: Construct, id: string, { resources, key, retentionInDays }: AssumeRoleRecordProps) {
    super(scope, id);
    const { assumeRoleLogGroupArn } = monitoringResources(resources.region, resources.accountId);
    const log = new CfnLogGroup(this, 'Log', {
      logGroupName: monitoringNames.assumeRoleLogGroup,
      retentionInDays,
      kmsKeyId: key.attrArn,
    });
    log.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const access = new CfnResourcePolicy(this, 'LogPolicy', {
      policyName: monitoringNames.rules.assumeRoleFailed,
      policyDocument: JSON.stringify(eventLogPolicy(resources)),
    });
    const rule = new CfnRule(this, 'Rule', {
      name: monitoringNames.rules.assumeRoleFailed,
      description: 'Records each AssumeRole call that failed.',
      eventPattern: assumeRoleFailedPattern(resources),
      state: withReadOnlyEvents,
      targets: [{ id: 'Log', arn: assumeRoleLogGroupArn }],
    });
    for (const needed of [log, access]) rule.addResourceDependency(needed);
  }
}
