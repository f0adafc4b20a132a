import type { TemplateBucket } from '@regional-pipeline/policy-proofs';
import { listOf, memberOf } from './template-properties.js';

/** Where in its role an inline policy `ROLE/POLICY` stands; the role itself where the policy is attached from elsewhere. */
export function locateInlinePolicy(template: unknown, logicalId: string, name: string): string {
  const policies = listOf(template, 'Resources', logicalId, 'Properties', 'Policies');
  const index = policies.findIndex((policy) => name.endsWith(`/${String(memberOf(policy, 'PolicyName'))}`));
  return index < 0 ? 'Properties' : `Properties.Policies.${index}.PolicyDocument`;
}

/** The logical id of the policy of a bucket. */
export function locateBucketPolicy(
  template: unknown,
  { logicalId, name }: TemplateBucket,
): string | undefined {
  const resources = memberOf(template, 'Resources') ?? {};
  return Object.entries(resources).find(([, resource]) => {
    const bucket = memberOf(resource, 'Properties', 'Bucket');
    const isPolicy = memberOf(resource, 'Type') === 'AWS::S3::BucketPolicy';
    return isPolicy && (bucket === name || memberOf(bucket, 'Ref') === logicalId);
  })?.[0];
}
