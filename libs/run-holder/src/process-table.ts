import { readdir, readFile } from 'node:fs/promises';

/** A process that lives. */
export interface LiveProcess {
  readonly pid: number;
  /** Its program's name, of 15 characters at most. */
  readonly name: string;
  /** When it started, in ticks since the boot; null where the system does not tell. */
  readonly start: string | null;
}

/**
 * Finds a process by its id, as this process sees it: those of other containers it does not see.
 *
 * @returns undefined where there is none, or where it has ended and only its exit code is kept (a zombie)
 */
export async function findProcess(pid: number): Promise<LiveProcess | undefined> {
  const stat = await readStat(pid);
  if (stat) return stat.ended ? undefined : { pid, name: stat.name, start: stat.start };
  // Whatever hides a process from /proc does not hide it from a signal.
  return receivesSignals(pid) ? { pid, name: '', start: null } : undefined;
}

/** The processes that have `NAME=value` in the environment that they were started with. */
export async function findMarkedProcesses(
  mark: Readonly<Record<string, string>>,
): Promise<readonly LiveProcess[]> {
  const wanted = Object.entries(mark).map(([name, value]) => `\0${name}=${value}\0`);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found: LiveProcess[] = [];
  for (const pid of pids) {
    // One that has ended meanwhile, or is of another user, has none to read.
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
    if (!wanted.every((entry) => `\0${environment}\0`.includes(entry))) continue;
    const live = await findProcess(pid);
    if (live) found.push(live);
  }
  return found;
}

/** Source: proc_pid_stat(5). The name stands in parentheses and may have some itself; field 22 is the start. */
async function readStat(
  pid: number,
): Promise<{ readonly name: string; readonly ended: boolean; readonly start: string | null } | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [, name, rest] = /^\d+ \((.*)\) (.*)$/s.exec(stat.trim()) ?? [];
  if (name === undefined || rest === undefined) return undefined;
  const fields = rest.split(' ');
  return { name, ended: /^[ZXx]$/.test(fields[0] ?? ''), start: fields[19] ?? null };
}

function receivesSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
