import {
  assumeDeployRole,
  assumeRoleErrors,
  probeExternalId,
  type CredentialsProvider,
} from '@regional-pipeline/assume-role';
import type { ManagementCluster } from '@regional-pipeline/cluster-filter';
import { isPlatformError, type RunId } from '@regional-pipeline/platform-model';
import { deployRoleOf } from '../deploy-role-of.js';
import { failed, failedBy, ok, type Finding } from './finding.js';

/** As many roles are tried at once: STS takes a few hundred requests a second from an account. */
const atOnce = 8;

/**
 * Each cluster's deploy role: it can be assumed, it is of the cluster's account, and it is refused to whoever comes
 * without the external id or with another (SM-01).
 */
export async function checkDeployRoles(
  clusters: readonly ManagementCluster[],
  run: RunId,
  base: CredentialsProvider,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let first = 0; first < clusters.length; first += atOnce) {
    const next = clusters.slice(first, first + atOnce);
    findings.push(...(await Promise.all(next.map((cluster) => checkDeployRole(cluster, run, base)))));
  }
  return findings;
}

async function checkDeployRole(
  cluster: ManagementCluster,
  run: RunId,
  base: CredentialsProvider,
): Promise<Finding> {
  const subject = `role of ${cluster.name}`;
  const role = deployRoleOf(cluster, run);
  try {
    await assumeDeployRole(role, base);
    const { withoutRefused, wrongRefused } = await probeExternalId(role, base);
    if (withoutRefused && wrongRefused) return ok(subject, `${role.arn}, refused without its external id`);
    const how = withoutRefused ? 'with a wrong external id' : 'without an external id';
    return failed(
      subject,
      `${role.arn} can be assumed ${how}`,
      `Deploy the stack of the deploy role to ${role.accountId} again: its trust policy must ask for ${role.externalId}.`,
    );
  } catch (error) {
    if (!isPlatformError(error) || error.code !== assumeRoleErrors.AssumeRoleDenied.code)
      return failedBy(subject, error);
    return failed(
      subject,
      `${error.code}: ${error.message}`,
      `See that account ${role.accountId} is active (aws organizations describe-account --account-id ${role.accountId}, ` +
        `in the organization's management account), then deploy the stack of the deploy role to it again. Where that does ` +
        "not help, a service control policy refuses, or the pipeline's own stack is older than this program.",
    );
  }
}
