import type { RunHolder } from '@regional-pipeline/platform-model';
import { readMachine } from './machine.js';
import { findProcess } from './process-table.js';

/**
 * Says who this process is, for the record of the run that it holds: found out later, from elsewhere, by
 * {@link holderState}. What the system does not tell is null, and then proves nothing.
 *
 * @param environment this process's own: `CODEBUILD_BUILD_ID` is the build that it is in
 */
export async function thisHolder(environment: NodeJS.ProcessEnv): Promise<RunHolder> {
  const [machine, self] = await Promise.all([readMachine(environment), findProcess(process.pid)]);
  return {
    ...machine,
    pid: process.pid,
    processStart: self?.start ?? null,
    buildId: environment['CODEBUILD_BUILD_ID'] || null,
  };
}
