import { PlatformError } from '@regional-pipeline/platform-model';
import type { TemplatePolicies } from '@regional-pipeline/policy-proofs';
import { securityModelErrors } from '../errors.js';
import { resourcesWithPolicies, resourcesWithoutPolicies } from '../facts/covered-resources.js';

const knownTypes = [...resourcesWithPolicies, ...resourcesWithoutPolicies];

/**
 * Refuses a template with a role, a bucket or a kind of resource that no statement is about, and a role of ours that
 * carries a boundary: what it needs is proved of its identity policies alone.
 *
 * @param covered the ARNs of the roles and buckets that statements are about
 * @throws ResourceNotCovered
 */
export function refuseUncovered(
  file: string,
  { roles, buckets, resources }: TemplatePolicies,
  covered: readonly string[],
): void {
  const others = [
    ...[...roles, ...buckets]
      .filter(({ arn }) => !covered.includes(arn))
      .map(({ arn, logicalId }) => `${arn} (${logicalId})`),
    ...resources
      .filter(({ type }) => !knownTypes.includes(type))
      .map(({ type, logicalId }) => `an ${type} (${logicalId})`),
    ...roles.flatMap(({ arn, boundaryArn }) =>
      boundaryArn === undefined ? [] : [`the boundary ${boundaryArn} on ${arn}`],
    ),
  ];
  if (others.length === 0) return;
  throw new PlatformError(securityModelErrors.ResourceNotCovered, {
    message: `${file} has what the security model does not know: ${others.join(', ')}.`,
    context: { file, others },
  });
}
