import type { TemplateManagedPolicy } from './deployed-template.js';
import { templateDocument } from './template-document.js';
import type { TemplateResolver } from './template-resolver.js';

/** Reads the managed policies of a template. */
export function readManagedPolicies(resolver: TemplateResolver): readonly TemplateManagedPolicy[] {
  return resolver.resourcesOf('AWS::IAM::ManagedPolicy').map((resource) => {
    const { ref: arn } = resolver.identityOf(resource);
    const document = resolver.property(resource, 'PolicyDocument');
    return {
      logicalId: resource.logicalId,
      name: arn.slice(arn.lastIndexOf('/') + 1),
      arn,
      document: templateDocument(document, `${resource.path}/PolicyDocument`),
    };
  });
}
