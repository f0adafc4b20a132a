import type { HolderState, RunHolder } from '@regional-pipeline/platform-model';
import { holderMark } from './holder-mark.js';
import type { Machine } from './machine.js';
import { findMarkedProcesses, findProcess } from './process-table.js';

/** How a holder stands whose processes are seen from here. */
export async function processState(holder: RunHolder, here: Machine): Promise<HolderState> {
  const process = `process ${holder.pid} of ${holder.host}`;
  const live = await findProcess(holder.pid);
  const start = live?.start ?? null;
  if (holder.processStart === null || (live && start === null)) {
    return {
      status: 'unknown',
      evidence: `${process}: when it started is not known, and ids are used again`,
    };
  }
  if (live && start === holder.processStart) {
    return { status: 'running', evidence: `${process} still runs` };
  }
  if (holder.user !== here.user && here.user !== 'root') {
    const evidence = `${process} has ended, but what it started as ${holder.user} is not seen as ${here.user}`;
    return { status: 'unknown', evidence };
  }
  const left = await findLeftProcesses(holder);
  if (left.length > 0) {
    const names = left.map(({ pid, name }) => `${name} (${pid})`).join(', ');
    return { status: 'running', evidence: `${process} has ended, but what it started still works: ${names}` };
  }
  return { status: 'over', evidence: `${process} has ended, and nothing that it started still works` };
}

/** Asks twice: a process that was met at its end may have left a child that was not listed yet. */
async function findLeftProcesses(holder: RunHolder) {
  const mark = holderMark(holder);
  const first = await findMarkedProcesses(mark);
  return first.length > 0 ? first : findMarkedProcesses(mark);
}
