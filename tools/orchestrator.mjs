// `npm run -s orchestrator -- ARGS`: the bundled command line, bundled again when its sources are newer.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setup } from './setup.mjs';

const root = path.resolve(import.meta.dirname, '..');
const bundle = path.join(root, 'apps/orchestrator/bundle/orchestrator.mjs');
const callersDirectory = process.env.INIT_CWD ?? process.cwd();

function newestSource() {
  const sources = ['libs', 'apps/orchestrator'].map((directory) => path.join(root, directory));
  return Math.max(
    ...sources.flatMap((directory) =>
      readdirSync(directory, { recursive: true })
        .filter(
          (file) =>
            !/(^|[\\/])(node_modules|dist|bundle|test-output)[\\/]/.test(file) &&
            /\.(ts|mjs|json)$/.test(file),
        )
        .map((file) => statSync(path.join(directory, file)).mtimeMs),
    ),
  );
}

setup();
if (!existsSync(bundle) || statSync(bundle).mtimeMs < newestSource()) {
  const entry = path.join(root, 'apps/orchestrator/src/main.ts');
  const { status } = spawnSync(process.execPath, [path.join(root, 'tools/bundle.mjs'), entry, bundle], {
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (status !== 0) process.exit(status ?? 1);
}

// In this process and not in a child: a signal sent to npm then reaches the orchestrator itself.
process.chdir(callersDirectory);
process.argv.splice(1, 1, bundle);
await import(pathToFileURL(bundle).href);
