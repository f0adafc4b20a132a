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
  const found: LiveProcess[] = [];
  for (const pid of await listProcessIds()) {
    const environment = await readEnvironment(pid);
    if (!wanted.every((entry) => environment.includes(entry))) continue;
    const live = await findProcess(pid);
    if (live) found.push(live);
  }
  return found;
}

/**
 * The processes whose program has such a name and whose environment does not have the variable.
 *
 * @throws the system's error where it has no table of processes
 */
export async function findUnmarkedProcesses(
  program: RegExp,
  variable: string,
): Promise<readonly LiveProcess[]> {
  const found: LiveProcess[] = [];
  for (const pid of await listProcessIds()) {
    const stat = await readStat(pid);
    if (!stat || stat.ended || !program.test(stat.name)) continue;
    if (!(await readEnvironment(pid)).includes(`\0${variable}=`)) found.push({ pid, ...stat });
  }
  return found;
}

async function listProcessIds(): Promise<number[]> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
}

/** One that has ended meanwhile, or is of another user, has none to read. */
async function readEnvironment(pid: number): Promise<string> {
  const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
  return `\0${environment}\0`;
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
