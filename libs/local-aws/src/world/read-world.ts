import { PlatformError, bucketArn, partitionOf } from '@regional-pipeline/platform-model';
import { readTemplatePolicies } from '@regional-pipeline/policy-proofs';
import type { NamedPolicy, TemplateBucket, TemplateRole } from '@regional-pipeline/policy-proofs';
import { localAwsErrors } from '../errors.js';
import type { ForeignBucket, World, WorldBucket, WorldDescription, WorldRole } from './world.js';

/**
 * Reads roles, buckets and their policies out of the templates: there is no second copy of a policy.
 *
 * @throws PlatformError LocalAwsWorldInvalid for two roles or buckets of one name, or a permissions boundary that
 *   no template declares (a role is never run without its boundary); TemplateUnresolvable from the template reader
 */
export function readWorld(description: WorldDescription): World {
  const deployed = description.templates.map((template) => readTemplatePolicies(template));
  const boundaries = new Map(
    deployed
      .flatMap(({ managedPolicies }) => managedPolicies)
      .map(({ arn, name, document }) => [arn, { name, document }] as const),
  );
  const roles = deployed.flatMap((template) => template.roles).map((role) => toRole(role, boundaries));
  const buckets = [
    ...deployed.flatMap((template) => template.buckets).map(toBucket),
    ...(description.buckets ?? []).map(toForeignBucket),
  ];
  const { organization } = description;
  return {
    roles: indexUniquely('role', roles, ({ arn }) => arn),
    buckets: indexUniquely('bucket', buckets, ({ name }) => name),
    organizationOf: (accountId) =>
      organization && (organization.accounts?.some((member) => member === accountId) ?? true)
        ? organization.id
        : undefined,
  };
}

function toRole(role: TemplateRole, boundaries: ReadonlyMap<string, NamedPolicy>): WorldRole {
  const { name, arn, accountId, trustPolicy, identityPolicies, boundaryArn } = role;
  const base = { name, arn, accountId, trustPolicy: { name: `${name}/trust`, document: trustPolicy } };
  if (boundaryArn === undefined) return { ...base, identityPolicies };
  const boundary = boundaries.get(boundaryArn);
  if (!boundary) {
    throw new PlatformError(localAwsErrors.LocalAwsWorldInvalid, {
      message: `The role ${arn} has the permissions boundary ${boundaryArn}, which no template declares.`,
      remedy: 'Add the template that declares the boundary.',
      context: { arn, boundaryArn },
    });
  }
  return { ...base, identityPolicies, boundary };
}

function toBucket({ name, arn, accountId, region, versioned, policy }: TemplateBucket): WorldBucket {
  return { name, arn, accountId, region, versioned, ...policyOf(name, policy) };
}

function toForeignBucket({ name, accountId, region, versioned, policy }: ForeignBucket): WorldBucket {
  const arn = bucketArn(partitionOf(region), name);
  return { name, arn, accountId, region, versioned: versioned ?? false, ...policyOf(name, policy) };
}

function policyOf(bucket: string, document: TemplateBucket['policy']): { policy?: NamedPolicy } {
  return document ? { policy: { name: `${bucket}/bucket-policy`, document } } : {};
}

function indexUniquely<T>(kind: string, items: readonly T[], idOf: (item: T) => string): Map<string, T> {
  const index = new Map<string, T>();
  for (const item of items) {
    const id = idOf(item);
    if (index.has(id)) {
      throw new PlatformError(localAwsErrors.LocalAwsWorldInvalid, {
        message: `The ${kind} ${id} is declared twice.`,
        remedy: `Give every template its own account and region, and declare the ${kind} once.`,
        context: { [kind]: id },
      });
    }
    index.set(id, item);
  }
  return index;
}
