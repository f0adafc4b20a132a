import type { DeployedTemplate, TemplatePolicies } from './deployed-template.js';
import { readBuckets } from './read-buckets.js';
import { readManagedPolicies } from './read-managed-policies.js';
import { readRoles } from './read-roles.js';
import { TemplateResolver } from './template-resolver.js';

/**
 * Reads the roles, buckets and managed policies of a CloudFormation template, with everything that decides what
 * they allow, as they will be once it is deployed.
 *
 * Intrinsic functions, parameters and conditions are resolved. There is no default for what is not known: a role
 * whose policies cannot be told whole is an error, never a role with fewer policies.
 *
 * @throws TemplateUnresolvable for a value that CloudFormation alone knows, with its path in the template:
 *   `Resources/BuildRole/Properties/Policies/0/PolicyDocument/Statement/1/Resource/Ref`
 * @throws TemplateMalformed for what CloudFormation would refuse, with its path
 */
export function readTemplatePolicies(deployed: DeployedTemplate): TemplatePolicies {
  const resolver = new TemplateResolver(deployed);
  const managedPolicies = readManagedPolicies(resolver);
  return {
    roles: readRoles(resolver, deployed, managedPolicies),
    buckets: readBuckets(resolver, deployed),
    managedPolicies,
    resources: resolver.resources().map(({ logicalId, type }) => ({ logicalId, type })),
  };
}
