import type { NamedPolicy } from '../policies/parse-policy.js';
import type { TemplateManagedPolicy } from './deployed-template.js';
import { templateDocument } from './template-document.js';
import type { TemplateResolver } from './template-resolver.js';
import { templateList, templateText, templateUnresolvable } from './template-value.js';

/** A policy that a resource of its own attaches to a role. */
export interface RoleAttachment {
  readonly roleName: string;
  readonly policy: NamedPolicy;
  /** Where the role is named. */
  readonly path: string;
}

/**
 * Reads what AWS::IAM::Policy, AWS::IAM::RolePolicy and AWS::IAM::ManagedPolicy attach to roles.
 *
 * @throws TemplateUnresolvable for a policy that is attached to users or groups, where it would go unseen
 */
export function readRoleAttachments(
  resolver: TemplateResolver,
  managedPolicies: readonly TemplateManagedPolicy[],
): readonly RoleAttachment[] {
  const managedById = new Map(managedPolicies.map((policy) => [policy.logicalId, policy]));
  const types = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'];
  return types.flatMap((type) =>
    resolver.resourcesOf(type).flatMap((resource) => {
      const at = (property: string) => `${resource.path}/${property}`;
      for (const property of ['Users', 'Groups']) {
        if (templateList(resolver.property(resource, property), at(property)).length === 0) continue;
        throw templateUnresolvable(at(property), 'only the policies of roles are read');
      }
      const single = resolver.property(resource, 'RoleName');
      const roles =
        type === 'AWS::IAM::RolePolicy'
          ? [[templateText(single, at('RoleName')), at('RoleName')] as const]
          : templateList(resolver.property(resource, 'Roles'), at('Roles')).map(
              (role, index) => [templateText(role, at(`Roles/${index}`)), at(`Roles/${index}`)] as const,
            );
      return roles.map(([roleName, path]) => {
        const managed = managedById.get(resource.logicalId);
        if (managed) return { roleName, path, policy: { name: managed.name, document: managed.document } };
        const name = templateText(resolver.property(resource, 'PolicyName'), at('PolicyName'));
        const document = templateDocument(
          resolver.property(resource, 'PolicyDocument'),
          at('PolicyDocument'),
        );
        return { roleName, path, policy: { name: `${roleName}/${name}`, document } };
      });
    }),
  );
}
