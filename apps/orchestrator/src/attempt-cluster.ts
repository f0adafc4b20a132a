import { readFile } from 'node:fs/promises';
import type { ManagementCluster } from '@regional-pipeline/cluster-filter';
import {
  journalErrors,
  verdictOf,
  type AttemptResult,
  type ClusterClaim,
  type JobOutcome,
  type RunJournal,
} from '@regional-pipeline/fleet';
import {
  PlatformError,
  isPlatformError,
  stateLockKey,
  type HolderState,
} from '@regional-pipeline/platform-model';
import type { ProvisionFailed, ProvisionOutcome } from '@regional-pipeline/provisioner';
import type { StateBucket } from '@regional-pipeline/state-bucket';
import type { ClusterDeployer } from './deploy-cluster.js';
import { orchestratorErrors } from './errors.js';
import type { RunDirectory } from './run-directory.js';

/** What an attempt at a cluster needs. */
export interface AttemptPorts {
  readonly journal: RunJournal;
  readonly bucket: StateBucket;
  readonly deployer: ClusterDeployer;
  readonly directory: RunDirectory;
  /** Whether a Terraform that a person started may work here: its locks look like those of this run. */
  readonly byHand: () => Promise<HolderState>;
  /** Tells people what they should know of and what changes no outcome. */
  readonly notice: (text: string) => void;
}

/**
 * Makes one attempt at a cluster: claims it, deploys it, saves what would be lost, and only then gives it back.
 *
 * A cluster is never given back while a process of it works, and never free while a state of it is not in the backend.
 */
export async function attemptCluster(
  ports: AttemptPorts,
  cluster: ManagementCluster,
  expectedMs: number,
): Promise<JobOutcome> {
  let claim: ClusterClaim;
  try {
    claim = await ports.journal.claim({ name: cluster.name, accountId: cluster.account.id });
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    return { outcome: error.code === journalErrors.ClusterOwned.code ? 'not-started' : 'failed', error };
  }
  const startedAt = performance.now();
  const outcome = await ports.deployer
    .deploy(cluster, claim.attempt, expectedMs)
    .catch((error: unknown) => notReached(error, performance.now() - startedAt));
  return record(ports, cluster, claim, outcome);
}

/** An attempt that ended before its make target. */
interface NotReached {
  readonly status: 'not-reached';
  readonly error: PlatformError;
  readonly durationMs: number;
}

function notReached(error: unknown, durationMs: number): NotReached {
  if (!isPlatformError(error)) throw error;
  return { status: 'not-reached', error, durationMs };
}

async function record(
  ports: AttemptPorts,
  { name, stateKey }: ManagementCluster,
  claim: ClusterClaim,
  ended: ProvisionOutcome | NotReached,
): Promise<JobOutcome> {
  const { journal, bucket, directory, notice } = ports;
  const { attempt } = claim;
  const result = attemptResult(ended);
  const outcome = jobOutcome(ended);
  if (ended.status === 'not-reached') {
    return recorded(name, outcome, () => claim.finish(result, false));
  }
  const logged = await bucket.putLog(journal.run, name, attempt, ended.logFile).then(
    () => true,
    (error: unknown) => {
      notice(`the log of ${name} stays in ${ended.logFile}: ${describe(error)}`);
      return false;
    },
  );
  if (ended.survivors) {
    claim.keep(result.reason ?? `processes of attempt ${attempt} went on after it`);
    return outcome;
  }
  if (ended.status === 'failed' && ended.stateUnsaved) {
    const reason = await rescue(ports, name, ended);
    const [state] = ended.strandedStates;
    const unsaved = { reason, lineage: state?.lineage ?? null, serial: state?.serial ?? null };
    return recorded(name, outcome, () => claim.block(result, unsaved, logged));
  }
  if (ended.status === 'failed' && ended.leftLock) {
    await removeOwnLock(ports, stateLockKey(stateKey), ended.leftLock.id);
  }
  if (!ended.keepWorkDirectory) await directory.closeWorkDirectory(name, attempt);
  return recorded(name, outcome, () => claim.finish(result, logged));
}

/** Puts the states that are in the private copy alone into the bucket; where that fails they stay where they are. */
async function rescue(
  { journal, bucket, notice }: AttemptPorts,
  cluster: ManagementCluster['name'],
  { error, strandedStates }: ProvisionFailed,
): Promise<string> {
  const kept: string[] = [];
  for (const { file, name } of strandedStates) {
    try {
      await bucket.putRescuedState(journal.run, cluster, name, await readFile(file));
    } catch (cause) {
      notice(`the state of ${cluster} is in ${file} alone: ${describe(cause)}`);
      kept.push(file);
    }
  }
  return kept.length === 0 ? error.message : `${error.message} It is on disk alone, in ${kept.join(', ')}.`;
}

/**
 * Removes the lock that this very attempt left: its processes have ended and the cluster is claimed, so nobody else of
 * the pipeline can hold it. Where a person may hold it, it is left for `unlock`.
 */
async function removeOwnLock(
  { bucket, byHand, notice }: AttemptPorts,
  key: string,
  id: string | undefined,
): Promise<void> {
  const { status, evidence } = await byHand();
  if (status !== 'over') {
    notice(`the lock ${key} is left, for it may be of a person: ${evidence}`);
    return;
  }
  try {
    const removed = id === undefined ? 'gone' : await bucket.removeLockById(key, id);
    if (removed !== 'removed') notice(`the lock ${key} is ${removed}`);
  } catch (error) {
    notice(`the lock ${key}, which this run left, could not be removed: ${describe(error)}`);
  }
}

/** What the journal does not know of has not ended: whoever reads it would take the cluster to be at work. */
async function recorded(
  cluster: string,
  outcome: JobOutcome,
  write: () => Promise<void>,
): Promise<JobOutcome> {
  try {
    await write();
    return outcome;
  } catch (cause) {
    if (!isPlatformError(cause)) throw cause;
    const was = outcome.outcome === 'deployed' ? 'was deployed' : `failed (${outcome.error.message})`;
    const error = new PlatformError(orchestratorErrors.OutcomeNotRecorded, {
      message: `${cluster} ${was}, but the journal could not be written: ${cause.message}`,
      context: { cluster, outcome: outcome.outcome },
      cause,
    });
    return { ...outcome, outcome: 'failed', error };
  }
}

function attemptResult(ended: ProvisionOutcome | NotReached): AttemptResult {
  if (ended.status === 'succeeded') {
    const none = { code: null, reason: null, remedy: null, retryable: false };
    return { outcome: 'deployed', durationMs: ended.durationMs, ...none };
  }
  return { outcome: 'failed', durationMs: ended.durationMs, ...verdictOf(ended.error) };
}

function jobOutcome(ended: ProvisionOutcome | NotReached): JobOutcome {
  if (ended.status === 'succeeded') return { outcome: 'deployed', logFile: ended.logFile };
  const { error } = ended;
  return ended.status === 'failed'
    ? { outcome: 'failed', error, logFile: ended.logFile }
    : { outcome: 'failed', error };
}

function describe(error: unknown): string {
  return isPlatformError(error) ? error.message : String(error);
}
