import { readFileSync, readdirSync } from 'node:fs';

/** What the processes of a fleet are known by. */
export interface ProcessMark {
  /** A file that only this fleet's orchestrators and guards are started from. */
  readonly program: string;
  /** `NAME=value`, which only this fleet's make targets, and what they run, have in their environment. */
  readonly variable: string;
}

/** The processes with either mark that still run, as `pid command line`. Where there is no /proc, none is seen. */
export function fleetProcesses({ program, variable }: ProcessMark): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
      const ours = command.includes(program) || environment.includes(variable);
      // What has ended and was not asked for its exit code yet has no command line.
      return ours && command.length > 0 ? [`${pid} ${command.join(' ')}`] : [];
    } catch {
      // It ended while it was looked at, or is another user's.
      return [];
    }
  });
}
