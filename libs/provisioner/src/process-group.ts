import { readFileSync } from 'node:fs';
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

async function isLivingMember(pid: string, group: number): Promise<boolean> {
  const { state, processGroup } = parseStat(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
  return processGroup === group && !['Z', 'X'].includes(state);
}

/**
 * When the leader of a process group started, in the kernel's own unit, which tells it from a later process that got
 * the same id; undefined where it has ended, or on another system than Linux.
 */
export function leaderStart(group: number): string | undefined {
  try {
    return parseStat(readFileSync(`/proc/${String(group)}/stat`, 'utf8')).start;
  } catch {
    return undefined;
  }
}

/** `/proc/<pid>/stat`: `pid (name) state parent group …`, where the name may hold blanks and parentheses. */
function parseStat(stat: string): { state: string; processGroup: number; start: string | undefined } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? 'X', processGroup: Number(fields[2]), start: fields[19] };
}
