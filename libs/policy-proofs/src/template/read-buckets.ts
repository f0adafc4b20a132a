import type { DeployedTemplate, TemplateBucket } from './deployed-template.js';
import { templateDocument } from './template-document.js';
import type { TemplateResolver } from './template-resolver.js';
import { templateMalformed, templateObject, templateText, templateUnresolvable } from './template-value.js';

/**
 * Reads the buckets of a template with their policies.
 *
 * @throws TemplateUnresolvable for the policy of a bucket that another template makes; TemplateMalformed for a second
 *   policy of one bucket
 */
export function readBuckets(
  resolver: TemplateResolver,
  { accountId, region }: DeployedTemplate,
): readonly TemplateBucket[] {
  const buckets = new Map<string, TemplateBucket>();
  for (const resource of resolver.resourcesOf('AWS::S3::Bucket')) {
    const { ref: name, attributes } = resolver.identityOf(resource);
    const versioning = resolver.property(resource, 'VersioningConfiguration') ?? {};
    const { Status: status } = templateObject(versioning, `${resource.path}/VersioningConfiguration`);
    const arn = attributes['Arn'] ?? '';
    const { logicalId } = resource;
    buckets.set(name, { logicalId, name, arn, accountId, region, versioned: status === 'Enabled' });
  }
  for (const resource of resolver.resourcesOf('AWS::S3::BucketPolicy')) {
    const path = `${resource.path}/Bucket`;
    const name = templateText(resolver.property(resource, 'Bucket'), path);
    const bucket = buckets.get(name);
    if (!bucket) throw templateUnresolvable(path, `the bucket ${name} is not in this template`);
    if (bucket.policy) throw templateMalformed(path, `the bucket ${name} has another policy already`);
    const document = resolver.property(resource, 'PolicyDocument');
    buckets.set(name, { ...bucket, policy: templateDocument(document, `${resource.path}/PolicyDocument`) });
  }
  return [...buckets.values()];
}
