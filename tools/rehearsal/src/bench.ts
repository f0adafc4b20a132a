import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { benchConcurrency } from './bench/concurrency.js';
import { measure, median } from './bench/measure.js';
import { benchProofs } from './bench/proofs.js';
import { benchScheduling } from './bench/scheduling.js';
import { benchStateReading } from './bench/state-reading.js';
import { benchSurvivingRuns } from './bench/surviving-runs.js';
import { openRehearsal } from './rehearsal.js';
import { orchestratorBundle } from './workspace-paths.js';

/** How often each whole process is run; the median counts, for machines are shared and noisy. */
const runs = 7;

const folder = mkdtempSync(path.join(tmpdir(), 'rp-bench-'));
const say = (line: string) => void process.stdout.write(`${line}\n`);
try {
  const rehearsal = await openRehearsal({ directory: folder });
  try {
    say(`Whole processes, median of ${runs} runs`);
    const starts = [];
    const bare = [];
    for (let run = 0; run < runs; run++) {
      bare.push((await measure(['-e', ''], rehearsal.environment())).seconds);
      starts.push((await measure([orchestratorBundle, '--version'], rehearsal.environment())).seconds);
    }
    say(
      `orchestrator --version ${median(starts).toFixed(2)} s (at most 0.40)  node alone ${median(bare).toFixed(2)} s`,
    );
    for (const line of await benchStateReading(rehearsal, folder, runs)) say(line);
    for (const line of await benchProofs(folder, 3)) say(line);
  } finally {
    await rehearsal.close();
  }
  say('');
  for (const line of await benchScheduling()) say(line);
  say('');
  for (const line of await benchConcurrency(folder)) say(line);
  for (const line of await benchSurvivingRuns(folder)) say(line);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
