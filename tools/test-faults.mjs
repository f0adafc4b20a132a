// `npm run test:faults`: runs of the orchestrator under faults, with real terraform and make; then what each scenario
// counted, and one line with the tests' counts. Arguments go to Jest: `npm run test:faults -- killed`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bundledOrchestrator } from './bundled-orchestrator.mjs';
import { setup } from './setup.mjs';

const root = path.resolve(import.meta.dirname, '..');
const results = path.join(root, 'tools/rehearsal/test-output/faults');
const counted = path.join(results, 'counts.jsonl');
const report = path.join(results, 'jest.json');

const onPath = (program) =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));

if (!onPath('terraform') && !onPath('tofu')) {
  console.log('The fault suite: skipped, terraform is not on the PATH.');
  console.log('0 passed, 0 failed, skipped');
  process.exit(0);
}

setup();
bundledOrchestrator();
rmSync(results, { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  [
    path.join(root, 'node_modules/jest/bin/jest.js'),
    ...['--config', path.join(root, 'tools/rehearsal/jest.faults.config.cjs')],
    ...['--json', '--outputFile', report],
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: '1',
      SWC_NATIVE_BINDING_CACHE: path.join(root, '.nx/swc'),
      FAULT_COUNTS: counted,
    },
  },
);

if (existsSync(counted)) console.log(`\n${table(readFileSync(counted, 'utf8').trim().split('\n'))}\n`);
const {
  numPassedTests: passed = 0,
  numFailedTests: failed = 1,
  numRuntimeErrorTestSuites: broken = 0,
} = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
const bad = failed + broken + (status !== 0 && failed + broken === 0 ? 1 : 0);
console.log(`${passed} passed, ${bad} failed`);
process.exit(bad === 0 && passed > 0 ? 0 : 1);

/** One line a scenario: its name and what it counted. */
function table(lines) {
  const rows = lines
    .map((line) => JSON.parse(line))
    .sort((one, other) => (one.scenario < other.scenario ? -1 : 1));
  const width = Math.max(...rows.map(({ scenario }) => scenario.length));
  return rows.map(({ scenario, counts }) => `${scenario.padEnd(width)}  ${counts}`).join('\n');
}
