import type { CodeBuildClientConfig } from '@aws-sdk/client-codebuild';
import type { HolderState, Region, RunHolder } from '@regional-pipeline/platform-model';
import { buildState } from './build-state.js';
import { isSame, readMachine, seesProcessesOf, type Machine } from './machine.js';
import { processState } from './process-state.js';

/** From where a holder is looked at. */
export interface HolderStateOptions {
  /** The region of the holder's build project. */
  readonly region: Region;
  /** This process's own. */
  readonly environment: NodeJS.ProcessEnv;
  /** Settings of the SDK's CodeBuild client that differ from its defaults. */
  readonly client?: Omit<CodeBuildClientConfig, 'region'>;
}

/**
 * Says whether a holder, and all that it started, is over, with what was seen (decision 0006). Never by age, and never
 * `over` without a proof:
 *
 * - where it was among the processes that this one sees, neither it nor a process with its mark lives
 * - else, where it was in a CodeBuild build, CodeBuild says that the build is complete
 * - else, it was on this machine, which has been started again since
 *
 * Whatever cannot be found out is `unknown` with the reason; it never rejects for that.
 */
export async function holderState(holder: RunHolder, options: HolderStateOptions): Promise<HolderState> {
  const here = await readMachine(options.environment);
  if (seesProcessesOf(holder, here)) return processState(holder, here);
  if (holder.buildId !== null) return buildState(holder.buildId, options);
  return machineState(holder, here);
}

function machineState(holder: RunHolder, here: Machine): HolderState {
  const process = `process ${holder.pid} of ${holder.host}`;
  if (holder.bootId === null || here.bootId === null) {
    return { status: 'unknown', evidence: `${process}: its system does not tell one start from the next` };
  }
  if (holder.bootId === here.bootId) {
    return { status: 'unknown', evidence: `${process} is in another container, and not seen from here` };
  }
  if (isSame(holder.machineId, here.machineId)) {
    return { status: 'over', evidence: `${process}: the machine has been started again since` };
  }
  const where = holder.host === here.host ? 'another machine or container of the same name' : here.host;
  return { status: 'unknown', evidence: `${process} is not seen from here, which is ${where}` };
}
