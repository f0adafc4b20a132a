// `npm run -s synth -- ARGS`: writes the CloudFormation templates, from the sources, without a build.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { setup } from './setup.mjs';

const app = path.resolve(import.meta.dirname, '../apps/regional-pipeline');

setup();
const { status, signal, error } = spawnSync(
  process.execPath,
  [
    '--conditions=@regional-pipeline/source',
    // Resolved here: the child's working directory is the caller's, which may be anywhere.
    `--import=${import.meta.resolve('tsx')}`,
    path.join(app, 'src/main.ts'),
    ...process.argv.slice(2),
  ],
  {
    // npm runs scripts in the workspace's root; a relative --out is the caller's.
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: { ...process.env, TSX_TSCONFIG_PATH: path.join(app, 'tsconfig.lib.json') },
    stdio: 'inherit',
  },
);
if (error) throw error;
process.exit(status ?? (signal ? 1 : 0));
