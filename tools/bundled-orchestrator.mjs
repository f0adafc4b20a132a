// The orchestrator as one file, bundled anew when its sources are newer.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const bundle = path.join(root, 'apps/orchestrator/bundle/orchestrator.mjs');

function newestSource() {
  const sources = ['libs', 'apps/orchestrator'].map((directory) => path.join(root, directory));
  const generated = /(^|[\\/])(node_modules|dist|bundle|test-output)[\\/]/;
  return Math.max(
    ...sources.flatMap((directory) =>
      readdirSync(directory, { recursive: true })
        .filter((file) => !generated.test(file) && /\.(ts|json)$/.test(file))
        .map((file) => statSync(path.join(directory, file)).mtimeMs),
    ),
  );
}

/** The bundle's path; exits with the bundler's code where it cannot be made. */
export function bundledOrchestrator() {
  if (existsSync(bundle) && statSync(bundle).mtimeMs >= newestSource()) return bundle;
  const entry = path.join(root, 'apps/orchestrator/src/main.ts');
  const { status } = spawnSync(process.execPath, [path.join(root, 'tools/bundle.mjs'), entry, bundle], {
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (status !== 0) process.exit(status ?? 1);
  return bundle;
}
