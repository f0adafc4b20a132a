import type { Rehearsal } from '../rehearsal.js';
import { runOrchestrator, type OrchestratorRun } from '../run-orchestrator.js';

/** An answer of `--output json` that is one object. */
export type Answer = Readonly<Record<string, unknown>>;

/** Runs a command of the bundled orchestrator as the build role. */
export function orchestrator(
  rehearsal: Rehearsal,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<OrchestratorRun> {
  return runOrchestrator(args, { ...rehearsal.environment(), ...environment });
}

/** Runs a command that must succeed, and answers what it prints for programs. */
export async function answerOf(rehearsal: Rehearsal, args: readonly string[]): Promise<Answer> {
  const run = await orchestrator(rehearsal, [...args, '--output', 'json']);
  expect(run.stderr).toBe('');
  return JSON.parse(run.stdout) as Answer;
}

/** The id of the newest run. */
export async function newestRun(rehearsal: Rehearsal): Promise<string> {
  const { runs } = (await answerOf(rehearsal, ['runs'])) as { runs: { run: string }[] };
  return runs[0]?.run ?? '';
}
