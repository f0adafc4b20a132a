import { existsSync } from 'node:fs';
import path from 'node:path';

/** The root of the workspace. */
export const workspace = path.resolve(import.meta.dirname, '../../..');

/** The orchestrator as a user runs it. */
export const orchestratorBundle = path.join(workspace, 'apps/orchestrator/bundle/orchestrator.mjs');

/** The repository that is deployed. */
export const platformRepository = path.join(workspace, 'examples/platform-repo');

/** Whether a program is on the PATH. */
export function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .some((folder) => existsSync(path.join(folder, program)));
}
