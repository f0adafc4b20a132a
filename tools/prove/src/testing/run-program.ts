import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Runs a program of this project from its source, as `npm run` does. */
export function runProgram(program: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--conditions=@regional-pipeline/source',
      `--import=${require.resolve('tsx')}`,
      path.join(__dirname, '..', program),
      ...args,
    ],
    {
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        TSX_TSCONFIG_PATH: path.join(__dirname, '../../tsconfig.lib.json'),
      },
    },
  );
  return { status, stdout, stderr };
}
