import type { DeployedBucket } from './deployment.js';
import { listOf, memberOf } from './template-properties.js';

const switches = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

/**
 * Reads what keeps a bucket's objects besides its policy (SM-20). Only literal values count: what CloudFormation
 * would have to work out first is taken for not set.
 */
export function bucketSettings(
  template: unknown,
  logicalId: string,
): Pick<DeployedBucket, 'encryption' | 'publicAccessBlock'> {
  const properties = memberOf(template, 'Resources', logicalId, 'Properties');
  const rules = listOf(properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration');
  const block = memberOf(properties, 'PublicAccessBlockConfiguration');
  return {
    encryption: rules
      .map((rule) => memberOf(rule, 'ServerSideEncryptionByDefault', 'SSEAlgorithm'))
      .filter((algorithm) => typeof algorithm === 'string'),
    publicAccessBlock: switches.filter((name) => memberOf(block, name) === true),
  };
}
