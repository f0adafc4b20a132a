import type { ManagementCluster } from '@regional-pipeline/cluster-filter';
import { judgeClaim, readClusterOwner, type JournalPorts } from '@regional-pipeline/fleet';
import { failed, failedBy, warning, type Finding } from './finding.js';

/** As many owners are read at once. */
const atOnce = 16;

/** The clusters that a run could not claim: blocked until a person has decided, or at work in another run. */
export async function checkClaims(
  clusters: readonly ManagementCluster[],
  ports: JournalPorts,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let first = 0; first < clusters.length; first += atOnce) {
    const next = clusters.slice(first, first + atOnce);
    findings.push(...(await Promise.all(next.map((cluster) => checkClaim(cluster, ports)))).flat());
  }
  return findings;
}

async function checkClaim({ name }: ManagementCluster, ports: JournalPorts): Promise<Finding[]> {
  const subject = `claim of ${name}`;
  try {
    const owner = (await readClusterOwner(ports.store, name))?.content;
    if (owner?.state === 'blocked') {
      const remedy = `See orchestrator rescue list ${name}, then push or discard the state.`;
      return [failed(subject, `blocked since ${owner.block.since}: ${owner.block.reason}`, remedy)];
    }
    if (owner?.state !== 'owned') return [];
    const { run, attempt } = owner.claim;
    const { status, evidence } = await judgeClaim(ports, name, owner.claim);
    const remedy = status === 'over' ? `orchestrator resume ${run}` : `See orchestrator show ${run}.`;
    return [warning(subject, `attempt ${attempt} of run ${run}: ${evidence}`, remedy)];
  } catch (error) {
    return [failedBy(subject, error)];
  }
}
