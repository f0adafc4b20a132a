// Runs a TypeScript program of the workspace from its sources, without a build: `runSource('tools/x/src/y.ts', args)`.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** Runs it to its end, hands signals on to it, and exits as it does. */
export function runSource(program, args, { cwd = process.cwd() } = {}) {
  const file = path.join(root, program);
  const child = spawn(
    process.execPath,
    // tsx is resolved here: the program's working directory may be anywhere.
    ['--conditions=@regional-pipeline/source', `--import=${import.meta.resolve('tsx')}`, file, ...args],
    {
      cwd,
      env: { ...process.env, TSX_TSCONFIG_PATH: path.resolve(path.dirname(file), '../tsconfig.lib.json') },
      stdio: 'inherit',
    },
  );
  // A terminal gives Ctrl-C to both; only a signal to this process alone has to be handed on.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    throw error;
  });
  child.on('close', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
