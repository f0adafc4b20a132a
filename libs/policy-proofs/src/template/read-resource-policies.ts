import type { DeployedTemplate, TemplateResourcePolicy } from './deployed-template.js';
import { templateDocument } from './template-document.js';
import { TemplateResolver } from './template-resolver.js';
import { templateMalformed } from './template-value.js';

/** The property that holds the policy, by the type of the resource. */
const documentProperty: Readonly<Record<TemplateResourcePolicy['type'], string>> = {
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::Logs::ResourcePolicy': 'PolicyDocument',
};

/**
 * Reads the policies of a template's keys, topics and log groups. What they are attached to is not told: a key's id is
 * known to AWS alone, and the policies of log groups belong to the account.
 *
 * @throws TemplateUnresolvable and TemplateMalformed, as readTemplatePolicies
 */
export function readResourcePolicies(deployed: DeployedTemplate): readonly TemplateResourcePolicy[] {
  const resolver = new TemplateResolver(deployed);
  const types = Object.keys(documentProperty) as TemplateResourcePolicy['type'][];
  return types.flatMap((type) =>
    resolver.resourcesOf(type).map((resource) => {
      const property = documentProperty[type];
      const path = `${resource.path}/${property}`;
      const value = resolver.property(resource, property);
      // CloudWatch Logs takes its policy as a text.
      const document = typeof value === 'string' ? parsed(value, path) : value;
      return { logicalId: resource.logicalId, type, property, document: templateDocument(document, path) };
    }),
  );
}

function parsed(value: string, path: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch (cause) {
    throw templateMalformed(path, `it is no JSON (${String(cause)})`);
  }
}
