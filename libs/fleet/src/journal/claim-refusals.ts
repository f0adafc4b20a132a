import {
  PlatformError,
  type AccountId,
  type ClusterName,
  type HolderState,
} from '@regional-pipeline/platform-model';
import { journalErrors } from './errors.js';
import type { Block, Claim, OwnerRecord } from './owner-record.js';

/** Another run works on the cluster, or may. */
export function clusterOwned(
  cluster: ClusterName,
  claim: Claim,
  { status, evidence }: HolderState,
): PlatformError {
  const { run, since, holder, attempt } = claim;
  const works = status === 'running' ? 'works on it' : 'owns it, and nothing proves that it is over';
  return new PlatformError(journalErrors.ClusterOwned, {
    message: `${cluster} was not touched: run ${run} of ${holder.user}@${holder.host} ${works}, since ${since} (${evidence}).`,
    remedy:
      status === 'running'
        ? `Wait for the end of run ${run}, then start the run again; \`orchestrator show ${run}\` says where it stands.`
        : claim.worker
          ? `Ask again where CodeBuild tells how builds stand: only the end of build ${holder.buildId ?? 'that has it'} frees the cluster.`
          : `Make sure that run ${run} has ended, then use \`orchestrator resume ${run} --holder-is-over ${claim.tenure}\`.`,
    context: { cluster, run, attempt, since, holder, status, evidence },
  });
}

/** A state of the cluster waits for a person's decision. */
export function clusterBlocked(
  cluster: ClusterName,
  block: Block,
  rescueKeys: readonly string[],
): PlatformError {
  const { run, attempt, since, reason, lineage, serial } = block;
  const saved =
    rescueKeys.length === 0 ? 'no copy of it is in the bucket' : `saved as ${rescueKeys.join(', ')}`;
  const which = lineage === null ? '' : `, serial ${serial ?? 'unknown'} of lineage ${lineage}`;
  return new PlatformError(journalErrors.ClusterBlocked, {
    message: `${cluster} is blocked since attempt ${attempt} of run ${run} at ${since}: ${reason} (${saved}${which}).`,
    remedy: `Use \`orchestrator rescue push ${cluster}\`, or \`orchestrator rescue discard ${cluster}\` where the state in the bucket is the right one.`,
    context: { cluster, ...block, rescueKeys },
  });
}

/** The cluster's name is another account's. */
export function clusterAccountChanged({ cluster, accountId }: OwnerRecord, now: AccountId): PlatformError {
  return new PlatformError(journalErrors.ClusterAccountChanged, {
    message: `${cluster} stands for account ${now} now, and was account ${accountId}'s: its state describes what is in ${accountId}.`,
    remedy: `Give account ${now} a cluster of another name, or let ${cluster} stand for ${accountId} again.`,
    context: { cluster, accountId: now, ownedFor: accountId },
  });
}
