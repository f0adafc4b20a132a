// `npm test`: every project's tests through Nx, then one line with the sum of all counts.
// Arguments go to Nx: `npm test -- --skip-nx-cache`, `npm test -- -p state-reader`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setup } from './setup.mjs';

const root = path.resolve(import.meta.dirname, '..');
const workspaces = ['libs', 'apps', 'tools'].flatMap((group) =>
  readdirSync(path.join(root, group), { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && existsSync(path.join(root, group, entry.name, 'jest.config.cjs')),
    )
    .map((entry) => path.join(group, entry.name)),
);

setup();
// Counts of an earlier run are no counts of this one; Nx puts back those of what it need not run.
for (const project of workspaces)
  rmSync(path.join(root, project, 'test-output/jest'), { recursive: true, force: true });

const args = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [
    path.join(root, 'node_modules/nx/dist/bin/nx.js'),
    'run-many',
    '-t',
    'test',
    '--output-style=static',
    ...args,
  ],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      CI: process.env.CI ?? 'true',
      // Terraform would otherwise ask its maker for updates, and keep a file about it in the home directory.
      CHECKPOINT_DISABLE: '1',
      // swc would otherwise unpack itself there.
      SWC_NATIVE_BINDING_CACHE: path.join(root, '.nx/swc'),
    },
  },
);

const total = { passed: 0, failed: 0, skipped: 0 };
const silent = [];
for (const project of workspaces) {
  const file = path.join(root, project, 'test-output/jest/counts.json');
  if (!existsSync(file)) {
    silent.push(project);
    continue;
  }
  const counts = JSON.parse(readFileSync(file, 'utf8'));
  for (const key of Object.keys(total)) total[key] += counts[key];
}

const wholeSuite = args.length === 0 || args.every((argument) => argument === '--skip-nx-cache');
if (wholeSuite && silent.length > 0) {
  console.log(`No test counts from ${silent.join(', ')}: its tests did not run.`);
  total.failed += silent.length;
}
if (status !== 0 && total.failed === 0) total.failed = 1;
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(status === 0 && total.failed === 0 && total.passed > 0 ? 0 : 1);
