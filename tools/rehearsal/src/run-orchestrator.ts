import { spawn, type ChildProcess } from 'node:child_process';
import type { FleetEvent, RunSummary } from '@regional-pipeline/fleet';
import { orchestratorBundle, platformRepository } from './workspace-paths.js';

/** How a run of the orchestrator ended, and all that it said. */
export interface OrchestratorRun {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The events of `--output json`, or the one line of another command. */
  events(): readonly FleetEvent[];
  /** The last of these. */
  summary(): RunSummary;
}

/** A started orchestrator. */
export interface StartedOrchestrator {
  readonly child: ChildProcess;
  readonly ended: Promise<OrchestratorRun>;
}

/**
 * Starts the bundled orchestrator as a user would: a process of its own, in the example repository.
 *
 * @param shown whether its output goes to this process's own terminal, and is not recorded
 * @param program the bundle, or a copy of it by whose name its processes are told from others
 */
export function startOrchestrator(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  { shown = false, cwd = platformRepository, program = orchestratorBundle } = {},
): StartedOrchestrator {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...environment },
    stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const ended = new Promise<OrchestratorRun>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      const events = () => parseLines(stdout);
      resolve({ exitCode, signal, stdout, stderr, events, summary: () => summaryOf(events()) });
    });
  });
  return { child, ended };
}

/** Runs it to its end. */
export function runOrchestrator(
  ...parameters: Parameters<typeof startOrchestrator>
): Promise<OrchestratorRun> {
  return startOrchestrator(...parameters).ended;
}

function parseLines(text: string): FleetEvent[] {
  // What was killed may have left half a line.
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as FleetEvent);
}

function summaryOf(events: readonly FleetEvent[]): RunSummary {
  const last = events.at(-1);
  if (last?.type !== 'summary')
    throw new TypeError(`the last event is ${last?.type ?? 'missing'}, and no summary`);
  return last;
}
