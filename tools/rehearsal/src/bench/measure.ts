import { spawn } from 'node:child_process';

/** One run of a whole process. */
export interface Run {
  readonly seconds: number;
  /** The largest resident set, in MB, where the process told it. */
  readonly megabytes: number | undefined;
  readonly stdout: string;
}

/** Runs a Node.js program to its end, and says how long the whole process took. */
export async function measure(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  expectedExit = 0,
): Promise<Run> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...args], {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const seconds = (performance.now() - startedAt) / 1000;
  if (exitCode !== expectedExit)
    throw new RangeError(`${args.join(' ')} ended with ${exitCode}, not ${expectedExit}: ${stdout}`);
  const told = /"maxRss":(\d+)/.exec(stdout)?.[1];
  return { seconds, stdout, megabytes: told === undefined ? undefined : Number(told) / 1024 };
}

/** The median of an odd number of runs. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
