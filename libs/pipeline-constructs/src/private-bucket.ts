import type { PolicyDocument } from '@regional-pipeline/platform-model';
import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acceptFindings } from './best-practice-exception.js';

export interface PrivateBucketProps {
  readonly bucketName: string;
  readonly policy: PolicyDocument;
  readonly lifecycleRules: readonly CfnBucket.RuleProperty[];
}

/**
 * A bucket that is versioned, encrypted at rest (SSE-S3), closed to the public and owned by its account (SM-20),
 * with its policy.
 *
 * Both outlive their stack. The policy too: without it, a bucket that was kept would be open to whatever the
 * identity policies of its account allow (SM-19).
 */
export class PrivateBucket extends CfnBucket {
  /** What uses the bucket depends on this, so that nothing is ever stored before the policy stands. */
  readonly policy: CfnBucketPolicy;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id, {
      bucketName: props.bucketName,
      versioningConfiguration: { status: 'Enabled' },
      bucketEncryption: {
        serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
      },
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
      lifecycleConfiguration: { rules: [...props.lifecycleRules] },
    });
    this.policy = new CfnBucketPolicy(scope, `${id}Policy`, {
      // As text: CloudFormation takes over what was kept only where its name needs no function to be known.
      bucket: props.bucketName,
      policyDocument: props.policy,
    });
    this.policy.addResourceDependency(this);
    for (const kept of [this, this.policy]) {
      kept.applyRemovalPolicy(RemovalPolicy.RETAIN);
      acceptFindings(kept, {
        rule: 'S10',
        reason:
          'The policy denies whatever does not come over TLS by BoolIfExists, which takes in requests without the key as ' +
          'well; the rule knows Bool alone. SM-20 proves it of every request.',
      });
    }
    acceptFindings(this, {
      rule: 'S1',
      reason:
        'Access logs would need one more bucket, which holds the names of all states and is written by a service. Who ' +
        'read or wrote an object is what CloudTrail records as data events, in a trail of the organization.',
    });
  }
}
