// Makes a clone ready to run: installs what package-lock.json names, when it is not what is installed.
// Plain JavaScript without dependencies, for it runs before there are any.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
const stamp = path.join(root, 'node_modules', '.installed-lock');

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(
    `Node.js ${process.versions.node} is too old: 20.19 or newer is needed. Install it, then run this again.`,
  );
}

/** Installs the locked dependencies unless exactly these are installed already. */
export function setup() {
  requireNode();
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;

  process.stderr.write('Installing dependencies (once, about a minute) …\n');
  // No dependency needs its install script, and npm's cache would otherwise stay in the home directory.
  const cache = mkdtempSync(path.join(tmpdir(), 'regional-pipeline-npm-'));
  try {
    const { status, error } = spawnSync(
      'npm',
      [
        'ci',
        '--include=dev',
        '--ignore-scripts',
        '--cache',
        cache,
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ],
      { cwd: root, stdio: ['ignore', process.stderr, process.stderr] },
    );
    if (error) fail(`npm could not be started (${error.message}). Install npm, then run this again.`);
    if (status !== 0)
      fail(`npm ci failed with exit code ${status}. Mend what it names above, then run this again.`);
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
  writeFileSync(stamp, lock);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setup();
