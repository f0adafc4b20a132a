import type { ManagementCluster } from '@regional-pipeline/cluster-filter';
import type { AttemptResult, ClusterClaim } from '@regional-pipeline/fleet';
import {
  isPlatformError,
  reasonOf,
  type PlatformError,
  type RunHolder,
  type RunId,
} from '@regional-pipeline/platform-model';
import { startGuard, type ProvisionOutcome } from '@regional-pipeline/provisioner';
import { holderMark } from '@regional-pipeline/run-holder';
import type { StateBucket } from '@regional-pipeline/state-bucket';
import type { CommandContext } from './commands/command-context.js';
import { openClusterDeployer } from './deploy-cluster.js';
import { openRunDirectory } from './run-directory.js';
import { usualLimits } from './run-limits.js';

/** What a plan after a restore works with. */
export interface RestoredPlan {
  readonly run: RunId;
  readonly holder: RunHolder;
  readonly bucket: StateBucket;
  readonly cluster: ManagementCluster;
  readonly claim: ClusterClaim;
  readonly source: string;
  readonly program: string;
  readonly onLine: (text: string) => void;
}

/**
 * Plans a cluster under the claim that it is restored with, and gives the claim back as the plan leaves it. The state is
 * restored whatever becomes of the plan, so the attempt counts as done.
 *
 * @param done how the restore is recorded
 * @returns why the plan failed; null where it did not
 */
export async function planRestored(
  work: RestoredPlan,
  context: CommandContext,
  done: AttemptResult,
): Promise<PlatformError | null> {
  const { run, bucket, cluster, claim } = work;
  const { name } = cluster;
  let outcome: ProvisionOutcome;
  try {
    outcome = await plan(work, context);
  } catch (error) {
    await claim.finish(done, false);
    if (!isPlatformError(error)) throw error;
    return error;
  }
  const logged = await bucket.putLog(run, name, claim.attempt, outcome.logFile).then(
    () => true,
    (error: unknown) => {
      work.onLine(`the log stays in ${outcome.logFile}: ${reasonOf(error)}`);
      return false;
    },
  );
  const failed = outcome.status === 'failed' ? outcome : null;
  if (outcome.survivors) claim.keep(failed?.error.message ?? 'processes of the plan went on after it');
  else if (failed?.stateUnsaved)
    await claim.block(done, { reason: failed.error.message, lineage: null, serial: null }, logged);
  else await claim.finish(done, logged);
  return failed?.error ?? null;
}

async function plan(
  work: RestoredPlan,
  { settings, environment }: CommandContext,
): Promise<ProvisionOutcome> {
  const { run, holder, cluster, claim, source, program, onLine } = work;
  const directory = await openRunDirectory(run, settings.managementStateBucket, holder);
  const guard = await startGuard([process.execPath, program, 'guard'], onLine);
  try {
    const deployer = openClusterDeployer({
      run,
      settings,
      environment: { ...environment, ...holderMark(holder) },
      source,
      program,
      directory,
      guard,
      clusterTimeoutMs: usualLimits.clusterTimeoutMs,
      target: 'pipeline-plan-management',
      onLine: (_cluster, text) => onLine(text),
    });
    const outcome = await deployer.deploy(cluster, claim.attempt, usualLimits.assumedMs);
    if (!outcome.keepWorkDirectory) await directory.closeWorkDirectory(cluster.name, claim.attempt);
    return outcome;
  } finally {
    guard.close();
  }
}
