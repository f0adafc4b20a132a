import { runGuard } from '@regional-pipeline/provisioner';

/** Stops what a run left working when its orchestrator died; the orchestrator starts it, people need not. */
export async function guard(): Promise<number> {
  await runGuard(process.stdin);
  return 0;
}
