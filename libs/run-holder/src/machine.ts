import { createHash } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import type { RunHolder } from '@regional-pipeline/platform-model';

/** Where processes run: the part of a holder that all processes of one container, or of one machine, share. */
export type Machine = Pick<RunHolder, 'host' | 'user' | 'bootId' | 'machineId' | 'pidNamespace'>;

/**
 * The machine's own namespaces, which are no container's: these numbers are fixed in the kernel
 * (include/linux/proc_ns.h, PROC_PID_INIT_INO and PROC_UTS_INIT_INO).
 */
const namespacesOfTheMachine = { pid: 'pid:[4026531836]', uts: 'uts:[4026531838]' };

/** Reads where this process runs. What a system does not have, as all but Linux, is null. */
export async function readMachine(environment: NodeJS.ProcessEnv): Promise<Machine> {
  const [bootId, machineId, pidNamespace, utsNamespace] = await Promise.all([
    orNull(readFile('/proc/sys/kernel/random/boot_id', 'utf8')),
    orNull(readFile('/etc/machine-id', 'utf8')),
    orNull(readlink('/proc/self/ns/pid')),
    orNull(readlink('/proc/self/ns/uts')),
  ]);
  const inContainer =
    pidNamespace !== namespacesOfTheMachine.pid || utsNamespace !== namespacesOfTheMachine.uts;
  return {
    host: hostname(),
    user: userName(environment),
    bootId,
    machineId: inContainer ? null : disguise(machineId),
    pidNamespace,
  };
}

/** Whether what a holder starts is among the processes that are seen from here. */
export function seesProcessesOf(holder: RunHolder, here: Machine): boolean {
  return isSame(holder.bootId, here.bootId) && isSame(holder.pidNamespace, here.pidNamespace);
}

/** What is not known is not the same. */
export function isSame(left: string | null, right: string | null): boolean {
  return left !== null && left === right;
}

async function orNull(reading: Promise<string>): Promise<string | null> {
  const text = await reading.catch(() => '');
  return text.trim() || null;
}

/** As Go's os/user, which Terraform asks: a user id without a name has that of the environment. */
function userName(environment: NodeJS.ProcessEnv): string {
  try {
    return userInfo().username;
  } catch {
    return environment['USER'] ?? '';
  }
}

/** The id itself is not to be shown to others, says its manual page (machine-id(5)): an id derived from it is. */
function disguise(machineId: string | null): string | null {
  if (machineId === null || !/^[0-9a-f]{32}$/.test(machineId)) return null;
  return createHash('sha256').update(`regional-pipeline ${machineId}`).digest('hex').slice(0, 32);
}
