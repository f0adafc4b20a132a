import { execFile } from 'node:child_process';
import type { WaveHealth } from '@regional-pipeline/fleet';
import { reasonOf } from '@regional-pipeline/platform-model';

/** A check that hangs must not hold a run for ever, in milliseconds. */
const patience = 10 * 60_000;

/**
 * Asks a command whether a deployed wave is healthy: exit code 0 says so, and its last line says why not. It gets the
 * wave's number in `WAVE`, and otherwise this program's own environment.
 */
export function waveCheck(
  command: string,
  { source, environment }: { source: string; environment: NodeJS.ProcessEnv },
): (wave: number) => Promise<WaveHealth> {
  return (wave) =>
    new Promise((resolve) => {
      const options = { cwd: source, env: { ...environment, WAVE: String(wave) }, timeout: patience };
      execFile('sh', ['-c', command], options, (error, stdout, stderr) => {
        if (!error) return resolve({ healthy: true });
        const said = `${stdout}\n${stderr}`.trim().split('\n').at(-1);
        resolve({ healthy: false, reason: `${command} ended badly: ${said || reasonOf(error)}` });
      });
    });
}
