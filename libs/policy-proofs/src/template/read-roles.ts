import type { NamedPolicy } from '../policies/parse-policy.js';
import type { DeployedTemplate, TemplateManagedPolicy, TemplateRole } from './deployed-template.js';
import { readRoleAttachments } from './role-attachments.js';
import { templateDocument } from './template-document.js';
import type { TemplateResolver, TemplateResource } from './template-resolver.js';
import {
  templateList,
  templateMalformed,
  templateObject,
  templateText,
  templateUnresolvable,
} from './template-value.js';

/**
 * Reads the roles of a template with every policy that it attaches to them.
 *
 * @throws TemplateUnresolvable for a managed policy that is not in the template, since nobody here knows what it
 *   allows, and for a policy that is attached to a role of another template, where it would go unseen
 */
export function readRoles(
  resolver: TemplateResolver,
  { accountId }: DeployedTemplate,
  managedPolicies: readonly TemplateManagedPolicy[],
): readonly TemplateRole[] {
  const roles = resolver.resourcesOf('AWS::IAM::Role').map((resource) => {
    const { ref: name, attributes } = resolver.identityOf(resource);
    return { resource, name, arn: attributes['Arn'] ?? '' };
  });
  const attachments = readRoleAttachments(resolver, managedPolicies);
  const foreign = attachments.find(({ roleName }) => !roles.some(({ name }) => name === roleName));
  if (foreign)
    throw templateUnresolvable(foreign.path, `the role ${foreign.roleName} is not in this template`);

  return roles.map(({ resource, name, arn }) => {
    const at = (property: string) => `${resource.path}/${property}`;
    const boundary = resolver.property(resource, 'PermissionsBoundary');
    const trustPolicy = resolver.property(resource, 'AssumeRolePolicyDocument');
    const identityPolicies = distinct(resource.path, [
      ...inlinePolicies(resolver, resource, name),
      ...carriedPolicies(resolver, resource, managedPolicies),
      ...attachments.filter(({ roleName }) => roleName === name).map(({ policy }) => policy),
    ]);
    return {
      logicalId: resource.logicalId,
      name,
      arn,
      accountId,
      path: templateText(resolver.property(resource, 'Path') ?? '/', at('Path')),
      trustPolicy: templateDocument(trustPolicy, at('AssumeRolePolicyDocument')),
      identityPolicies,
      ...(boundary === undefined ? {} : { boundaryArn: templateText(boundary, at('PermissionsBoundary')) }),
    };
  });
}

function inlinePolicies(
  resolver: TemplateResolver,
  resource: TemplateResource,
  roleName: string,
): readonly NamedPolicy[] {
  const path = `${resource.path}/Policies`;
  return templateList(resolver.property(resource, 'Policies'), path).map((item, index) => {
    const place = `${path}/${index}`;
    const { PolicyName: name, PolicyDocument: document } = templateObject(item, place);
    return {
      name: `${roleName}/${templateText(name, `${place}/PolicyName`)}`,
      document: templateDocument(document, `${place}/PolicyDocument`),
    };
  });
}

function carriedPolicies(
  resolver: TemplateResolver,
  resource: TemplateResource,
  managedPolicies: readonly TemplateManagedPolicy[],
): readonly NamedPolicy[] {
  const path = `${resource.path}/ManagedPolicyArns`;
  return templateList(resolver.property(resource, 'ManagedPolicyArns'), path).map((item, index) => {
    const place = `${path}/${index}`;
    const arn = templateText(item, place);
    const policy = managedPolicies.find((managed) => managed.arn === arn);
    if (!policy)
      throw templateUnresolvable(place, `what the managed policy ${arn} allows is not in this template`);
    return { name: policy.name, document: policy.document };
  });
}

/** A managed policy that both sides attach counts once; two inline policies of one name would overwrite each other. */
function distinct(path: string, policies: readonly NamedPolicy[]): readonly NamedPolicy[] {
  return policies.filter((policy, index) => {
    const first = policies.find(({ name }) => name === policy.name);
    if (first && first.document !== policy.document) {
      throw templateMalformed(path, `two policies of the role have the name ${policy.name}`);
    }
    return policies.findIndex(({ name }) => name === policy.name) === index;
  });
}
