import { regionalNames } from '@regional-pipeline/platform-model';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { EncryptionKey } from './encryption-key.js';
import type { LogRetentionDays } from './log-retention.js';

export interface BuildLogProps {
  readonly retentionInDays: LogRetentionDays;
  readonly key: EncryptionKey;
}

/**
 * The log group of the builds, encrypted and with a retention; CodeBuild would make one that keeps everything for ever.
 * It outlives the stack: it is the record of what was deployed.
 */
export class BuildLog extends CfnLogGroup {
  constructor(scope: Construct, id: string, { retentionInDays, key }: BuildLogProps) {
    super(scope, id, {
      logGroupName: regionalNames.buildLogGroup,
      retentionInDays,
      kmsKeyId: key.attrArn,
    });
    this.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
