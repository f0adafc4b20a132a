import { reasonOf, type HolderState, type RunHolder } from '@regional-pipeline/platform-model';
import { holderMarkVariable } from './holder-mark.js';
import { isSame, readMachine, seesProcessesOf } from './machine.js';
import { findUnmarkedProcesses } from './process-table.js';

/** What takes Terraform's locks: `terraform`, `tofu`, `terraform-1.11`; no provider, no language server. */
const lockingProgram = /^\.?(terraform|tofu)([-_]?v?\d[\w.]*)?$/;

/**
 * Says whether a Terraform that a person started may work on a holder's machine. Its locks look like those of the
 * holder's own runs (`user@host`), so that only its absence proves of such a lock that its maker is over.
 *
 * - `over`: no Terraform without a holder's mark is at work there; or the holder is a build, in whose container nobody
 *   works by hand
 * - `running`: there is one; whether it holds the lock in question, nobody knows
 * - `unknown`: the machine's processes are not all seen from here
 *
 * What carries a holder's mark belongs to a run, and is judged by {@link holderState}. It never rejects.
 */
export async function terraformByHand(
  holder: RunHolder,
  { environment }: { readonly environment: NodeJS.ProcessEnv },
): Promise<HolderState> {
  if (holder.buildId !== null) {
    return { status: 'over', evidence: `nobody works by hand in build ${holder.buildId}` };
  }
  const here = await readMachine(environment);
  const where = `${holder.user}@${holder.host}`;
  if (!seesProcessesOf(holder, here) && !isSame(holder.machineId, here.machineId)) {
    return {
      status: 'unknown',
      evidence: `whether somebody works by hand as ${where} is not seen from here`,
    };
  }
  if (holder.user !== here.user && here.user !== 'root') {
    return { status: 'unknown', evidence: `what ${holder.user} has started is not seen as ${here.user}` };
  }
  try {
    const found = await findUnmarkedProcesses(lockingProgram, holderMarkVariable);
    if (found.length === 0) return { status: 'over', evidence: `no other Terraform works on ${holder.host}` };
    const names = found.map(({ pid, name }) => `${name} (${pid})`).join(', ');
    return { status: 'running', evidence: `started by hand, ${names} is at work on ${holder.host}` };
  } catch (cause) {
    return {
      status: 'unknown',
      evidence: `this system does not tell what works on ${holder.host} (${reasonOf(cause)})`,
    };
  }
}
