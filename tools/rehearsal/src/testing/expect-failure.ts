import type { OrchestratorRun } from '../run-orchestrator.js';

/** A failure that a person can act on: the right exit code, the code, the values, a remedy, and no stack trace. */
export function expectFailure(
  run: OrchestratorRun,
  exitCode: number,
  code: string,
  message: RegExp,
  remedy: RegExp,
): void {
  expect(run.stderr).toMatch(new RegExp(`^${code}: `));
  expect(run.stderr).toMatch(message);
  expect(run.stderr.slice(run.stderr.indexOf('What to do:'))).toMatch(remedy);
  expect(run.stderr + run.stdout).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(run.exitCode).toBe(exitCode);
}
