// Runs a TypeScript program of the workspace from its sources, without a build: `runSource('tools/x/src/y.ts', args)`.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** Runs it to its end and exits with its exit code. */
export function runSource(program, args, { cwd = process.cwd() } = {}) {
  const file = path.join(root, program);
  const { status, signal, error } = spawnSync(
    process.execPath,
    // tsx is resolved here: the program's working directory may be anywhere.
    ['--conditions=@regional-pipeline/source', `--import=${import.meta.resolve('tsx')}`, file, ...args],
    {
      cwd,
      env: { ...process.env, TSX_TSCONFIG_PATH: path.resolve(path.dirname(file), '../tsconfig.lib.json') },
      stdio: 'inherit',
    },
  );
  if (error) throw error;
  process.exit(status ?? (signal ? 1 : 0));
}
