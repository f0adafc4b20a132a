import path from 'node:path';
import { isPlatformError, type PlatformError } from '@regional-pipeline/platform-model';
import { childEnvironment } from './child-environment.js';
import { writeClusterVariables } from './cluster-variables.js';
import { explainMakeFailure } from './make-failure.js';
import { startMake, type MakeProcess } from './make-process.js';
import { createOutputListener } from './output-listener.js';
import { openOutputLog, type OutputLog } from './output-log.js';
import { createOutputTail } from './output-tail.js';
import type { ProvisionOutcome, Provisioning } from './provision-outcome.js';
import type { ProvisionObserver, ProvisionRequest } from './provision-request.js';
import { createRedactor } from './redactor.js';
import { copySource } from './source-copy.js';
import { findTerraformStates } from './terraform-states.js';

/** The target that every repository which the pipeline deploys from has. */
const defaultTarget = 'pipeline-provision-management';

/** What the one who holds a `Provisioning` and the one who does the work share. */
interface Control {
  interrupted: boolean;
  make: MakeProcess | undefined;
}

/** How far it came: without an error, the cluster is deployed. */
interface Ending {
  readonly error?: PlatformError | undefined;
  readonly strandedStates?: readonly string[];
  readonly keepWorkDirectory?: boolean;
}

/**
 * Provisions one cluster: copies the repository, writes the cluster's variables and runs its make target with the
 * cluster's backend and identity, in a process group of its own.
 *
 * The output goes redacted to the log file and, line by line, to the observer. Whatever goes wrong with the cluster is
 * an outcome, with an error of `provisionerErrors`.
 */
export function startProvisioning(request: ProvisionRequest, observer: ProvisionObserver): Provisioning {
  const control: Control = { interrupted: false, make: undefined };
  return {
    outcome: provision(request, observer, control),
    interrupt: () => {
      if (control.interrupted) return;
      control.interrupted = true;
      control.make?.interrupt();
    },
  };
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
    log = await openOutputLog(logFile);
    ending = await runTarget(request, observer, control, log);
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    ending = { error };
  } finally {
    await log?.close();
  }
  // A deployed cluster whose log is cut off is deployed; that the log is, is said where the log is watched.
  if (log?.failure) observer.line(log.failure.describe(), 'stderr');
  const { error, strandedStates = [], keepWorkDirectory = false } = ending;
  const ended = { durationMs: performance.now() - startedAt, logFile };
  if (!error) return { status: 'succeeded', ...ended };
  return { status: 'failed', error, ...ended, strandedStates, keepWorkDirectory };
}

async function runTarget(
  request: ProvisionRequest,
  observer: ProvisionObserver,
  control: Control,
  log: OutputLog,
): Promise<Ending> {
  const { cluster, sourceDirectory, workDirectory, logFile, backend, target = defaultTarget } = request;
  const copy = await copySource(sourceDirectory, path.join(workDirectory, 'source'));
  await writeClusterVariables(copy, cluster.variables);
  const tail = createOutputTail();
  const attempt = { target, cluster: cluster.name, logFile, tail };
  if (control.interrupted) {
    const states = { stranded: [], configurations: [] };
    return { error: explainMakeFailure({ ...attempt, end: {}, interrupted: true, states }) };
  }
  const make = startMake(target, {
    cwd: copy.directory,
    environment: childEnvironment(request),
  });
  control.make = make;
  const listener = createOutputListener({ redactor: createRedactor(request.secrets), observer, log, tail });
  const end = await make.ended(
    Promise.all([listener.read(make.stdout, 'stdout'), listener.read(make.stderr, 'stderr')]),
    (notice) => void listener.pass([notice], 'stderr'),
  );
  control.make = undefined;
  listener.rethrowDefect();
  const states = await findTerraformStates(sourceDirectory, copy.directory, backend).catch(
    (unknown: unknown) => ({ unknown }),
  );
  const strandedStates = 'unknown' in states ? [] : states.stranded;
  const { interrupted } = control;
  return {
    error: explainMakeFailure({ ...attempt, end, interrupted, states }),
    strandedStates,
    keepWorkDirectory: 'unknown' in states || strandedStates.length > 0 || end.survivors === true,
  };
}
