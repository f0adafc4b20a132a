import { readdir, readFile } from 'node:fs/promises';

/** Signals every member of a process group; false where there is none that can be signalled. */
export function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal);
  } catch {
    return false;
  }
}

/**
 * Whether a process group has a member that runs. On Linux a zombie, which ended and waits for a parent that may never
 * ask (a container without an init process), does not count; elsewhere it does.
 */
export async function isGroupAlive(group: number): Promise<boolean> {
  if (!signalGroup(group, 0)) return false;
  if (process.platform !== 'linux') return true;
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const members = await Promise.all(processes.map((pid) => isLivingMember(pid, group)));
  return members.includes(true);
}

/** By `/proc/<pid>/stat`: `pid (name) state parent group …`, where the name may hold blanks and parentheses. */
async function isLivingMember(pid: string, group: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [state = 'X', , processGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(processGroup) === group && !['Z', 'X'].includes(state);
}
