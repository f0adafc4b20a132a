import { spawn } from 'node:child_process';
import type { WaveHealth } from '@regional-pipeline/fleet';
import { reasonOf } from '@regional-pipeline/platform-model';
import { LastLines } from './reporting/last-lines.js';

/** A check that hangs must not hold a run for ever, in milliseconds. */
const usualPatienceMs = 10 * 60_000;

/** Where a check works. */
export interface WaveCheckOptions {
  /** The platform repository's checkout, in which it works. */
  readonly source: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly patienceMs?: number;
}

/**
 * Asks a command whether a deployed wave is healthy: exit code 0 says so, and its last line says why not. It gets the
 * wave's number in `WAVE`, and otherwise this program's own environment.
 *
 * It is a process group of its own: a Ctrl-C in the terminal is for the run, and what hangs is ended with all that it
 * started.
 */
export function waveCheck(
  command: string,
  { source, environment, patienceMs = usualPatienceMs }: WaveCheckOptions,
): (wave: number) => Promise<WaveHealth> {
  const unhealthy = (why: string): WaveHealth => ({ healthy: false, reason: `${command} ${why}` });
  return (wave) =>
    new Promise((resolve) => {
      const child = spawn('sh', ['-c', `exec 2>&1; ${command}`], {
        cwd: source,
        env: { ...environment, WAVE: String(wave) },
        stdio: ['ignore', 'pipe', 'ignore'],
        detached: true,
      });
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said = lastLine(said + chunk)));
      const timer = setTimeout(() => {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
        child.stdout.destroy();
        child.unref();
        resolve(unhealthy(`gave no answer in ${patienceMs / 1000} s`));
      }, patienceMs);
      child.on('error', (error) => {
        clearTimeout(timer);
        resolve(unhealthy(`could not be started: ${reasonOf(error)}`));
      });
      child.on('close', (exitCode, signal) => {
        clearTimeout(timer);
        const how = signal === null ? `exit code ${String(exitCode)}` : signal;
        const why = said.trim() === '' ? `ended badly: ${how}` : `ended badly: ${said.trim()} (${how})`;
        resolve(exitCode === 0 ? { healthy: true } : unhealthy(why));
      });
    });
}

/** The last line that has something in it, shortened; also while it has no end yet. */
function lastLine(text: string): string {
  const lines = new LastLines(1);
  const shown = text.trimEnd();
  lines.push(shown.slice(shown.lastIndexOf('\n') + 1));
  const end = text.endsWith('\n') ? '\n' : '';
  return (lines.lines[0] ?? '') + end;
}
