import type { RegionalResources } from '@regional-pipeline/platform-model';
import { encryptionKeyPolicy } from '@regional-pipeline/trust-policies';
import { CfnKey } from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/**
 * The key that the build's log, the record of failed AssumeRole calls and the notifications are encrypted with.
 *
 * It outlives the stack, since the logs do and are unreadable without it. A stack that is made again has another key,
 * for a key has no name to be found by; a log that is taken over keeps the one that it has.
 */
export class EncryptionKey extends CfnKey {
  constructor(scope: Construct, id: string, resources: RegionalResources) {
    super(scope, id, {
      description: `Encrypts the logs and the notifications of the pipeline of ${resources.region}.`,
      enableKeyRotation: true,
      keyPolicy: encryptionKeyPolicy(resources),
    });
    this.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
