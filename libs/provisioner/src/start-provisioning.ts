import path from 'node:path';
import { isPlatformError, type PlatformError } from '@regional-pipeline/platform-model';
import { childEnvironment } from './child-environment.js';
import { writeClusterVariables } from './cluster-variables.js';
import { explainMakeFailure, type MakeEnding } from './make-failure.js';
import { startMake, type MakeProcess } from './make-process.js';
import { createOutputListener } from './output-listener.js';
import { openOutputLog, type OutputLog } from './output-log.js';
import { openOutputRelay } from './output-relay.js';
import { createOutputTail, type OutputTail } from './output-tail.js';
import type { ProvisionFailed, ProvisionOutcome, Provisioning } from './provision-outcome.js';
import type { ProvisionObserver, ProvisionRequest } from './provision-request.js';
import { createRedactor } from './redactor.js';
import { copySource } from './source-copy.js';
import type { WatchedGroup } from './start-guard.js';
import { isOwnLock, readLockReport } from './state-lock.js';
import { locateState, noState } from './state-whereabouts.js';
import { createStopSignals, type StopSignals } from './stop-signals.js';
import { findTerraformStates } from './terraform-states.js';
import { startTimeLimit, type TimeLimitOptions } from './time-limit.js';

/** The target that every repository which the pipeline deploys from has. */
const defaultTarget = 'pipeline-provision-management';

/** What the one who holds a `Provisioning` and the one who does the work share. */
interface Control {
  readonly signals: StopSignals;
  running: { readonly make: MakeProcess; readonly watched: WatchedGroup | undefined } | undefined;
}

/** How far it came: without an error, the cluster is deployed. */
type Ending = { readonly error?: PlatformError | undefined } & Partial<
  Pick<ProvisionFailed, 'survivors' | 'keepWorkDirectory' | 'stateUnsaved' | 'strandedStates' | 'leftLock'>
>;

/**
 * Provisions one cluster: copies the repository, writes the cluster's variables and runs its make target with the
 * cluster's backend and identity, in a process group of its own.
 *
 * The output goes redacted to the log file and, line by line, to the observer. Whatever goes wrong with the cluster is
 * an outcome, with an error of `provisionerErrors`.
 */
export function startProvisioning(request: ProvisionRequest, observer: ProvisionObserver): Provisioning {
  const signals = createStopSignals((signal) => {
    // Told first: a guard that did not know would send the second signal.
    control.running?.watched?.stopping();
    control.running?.make.signal(signal);
  });
  const control: Control = { signals, running: undefined };
  return { outcome: provision(request, observer, control), interrupt: signals.request };
}

async function provision(
  request: ProvisionRequest,
  observer: ProvisionObserver,
  control: Control,
): Promise<ProvisionOutcome> {
  const startedAt = performance.now();
  const { logFile } = request;
  let log: OutputLog | undefined;
  let ending: Ending;
  try {
    log = await openOutputLog(logFile, request.maxLogBytes);
    ending = await runTarget(request, observer, control, log);
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    ending = { error };
  } finally {
    await log?.close();
  }
  // A deployed cluster whose log is cut off is deployed; that the log is, is said where the log is watched.
  if (log?.failure) observer.line(log.failure.describe(), 'stderr');
  const { error, survivors = false, keepWorkDirectory = false } = ending;
  const ended = { durationMs: performance.now() - startedAt, logFile, survivors, keepWorkDirectory };
  if (!error) return { status: 'succeeded', ...ended };
  const { stateUnsaved = false, strandedStates = [], leftLock = null } = ending;
  return { status: 'failed', error, ...ended, stateUnsaved, strandedStates, leftLock };
}

async function runTarget(
  request: ProvisionRequest,
  observer: ProvisionObserver,
  control: Control,
  log: OutputLog,
): Promise<Ending> {
  const { cluster, sourceDirectory, workDirectory, logFile, backend, target = defaultTarget } = request;
  const { signals } = control;
  const copy = await copySource(sourceDirectory, path.join(workDirectory, 'source'));
  await writeClusterVariables(copy, cluster.variables);
  const tail = createOutputTail();
  const attempt = { target, cluster: cluster.name, logFile, tail };
  const relay = await openOutputRelay();
  if (signals.asked) {
    relay.release();
    relay.giveUp();
    const interrupted = { end: {}, interrupted: true, state: noState, lock: undefined };
    return { error: explainMakeFailure({ ...attempt, ...interrupted }) };
  }
  const startedAt = new Date();
  const make = startMake(target, { cwd: copy.directory, environment: childEnvironment(request), relay });
  const { group } = make;
  const watched = group === undefined ? undefined : request.guard?.watch(group);
  control.running = { make, watched };
  const timeLimit = startTimeLimit(timeLimitOf(request), signals);
  const listener = createOutputListener({ redactor: createRedactor(request.secrets), observer, log, tail });
  const end = await make.ended({
    output: Promise.all([listener.read(relay.stdout, 'stdout'), listener.read(relay.stderr, 'stderr')]),
    onOrphans: (notice) => void listener.pass([notice], 'stderr'),
    givenUp: timeLimit.givenUp,
  });
  timeLimit.end();
  watched?.release();
  control.running = undefined;
  listener.rethrowDefect();

  const found = await findTerraformStates(sourceDirectory, copy.directory, backend).catch(
    (unknown: unknown) => ({ unknown }),
  );
  const state = locateState(found, tail);
  const survivors = end.survivors === true;
  const lock = lastLockReport(tail, survivors ? undefined : startedAt);
  return {
    error: explainMakeFailure({
      ...attempt,
      end,
      group,
      interrupted: signals.asked,
      timedOutAt: timeLimit.passedAt,
      state,
      lock,
    }),
    survivors,
    stateUnsaved: state.unsaved,
    strandedStates: state.stranded,
    leftLock: lock?.own ? (lock.lock ?? null) : null,
    keepWorkDirectory: !state.searched || state.stranded.length > 0 || survivors,
  };
}

function timeLimitOf(request: ProvisionRequest): TimeLimitOptions | undefined {
  const { timeoutMs, stopGraceMs = 15 * 60_000, giveUpMs = 60_000 } = request;
  return timeoutMs === undefined ? undefined : { timeoutMs, stopGraceMs, giveUpMs };
}

/** @param startedAt undefined while processes of the target go on: a lock may still be in use by them */
function lastLockReport(tail: OutputTail, startedAt: Date | undefined): MakeEnding['lock'] {
  const report = tail.errorBlocks().map(readLockReport).findLast(Boolean);
  if (!report) return undefined;
  const own = startedAt !== undefined && report.lock !== undefined && isOwnLock(report.lock, startedAt);
  return { ...report, own };
}
