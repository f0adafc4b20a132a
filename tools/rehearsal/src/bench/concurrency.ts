import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunSummary } from '@regional-pipeline/fleet';
import { AccountId, type MintedAccount } from '@regional-pipeline/platform-model';
import { region } from '../accounts.js';
import { openRehearsal } from '../rehearsal.js';
import { runOrchestrator } from '../run-orchestrator.js';

/** How many clusters, and how long each make target works. */
const clusters = 40;

/**
 * The same fleet one at a time and eight at once, in one run: 40 clusters whose make target works one second.
 *
 * @returns lines of a table
 */
export async function benchConcurrency(folder: string): Promise<string[]> {
  const accounts: MintedAccount[] = Array.from({ length: clusters }, (_, index) => ({
    name: `mc${String(index).padStart(2, '0')}`,
    id: AccountId.parse(String(222_222_222_200 + index)),
    region,
    type: 'management',
  }));
  const directory = path.join(folder, 'concurrency');
  const source = path.join(folder, 'one-second');
  for (const made of [directory, source]) mkdirSync(made, { recursive: true });
  writeFileSync(path.join(source, 'Makefile'), 'pipeline-provision-management:\n\t@sleep 1\n');
  const rehearsal = await openRehearsal({
    directory,
    managementAccounts: accounts.map(({ id }) => id),
    accounts,
  });
  try {
    const wallTime = async (concurrency: number): Promise<number> => {
      const run = await runOrchestrator(
        ['deploy', '--source', source, '--concurrency', String(concurrency), '--output', 'json'],
        rehearsal.environment(),
      );
      const summary: RunSummary = run.summary();
      const deployed = summary.clusters.filter(({ outcome }) => outcome === 'deployed').length;
      if (deployed !== clusters) throw new RangeError(`${deployed} of ${clusters} were deployed`);
      return summary.durationMs / 1000;
    };
    const eight = await wallTime(8);
    const one = await wallTime(1);
    return [
      `${clusters} clusters of 1 s  --concurrency 1 ${one.toFixed(1)} s  --concurrency 8 ${eight.toFixed(1)} s  ratio ${(eight / one).toFixed(3)} (at most 0.200)`,
    ];
  } finally {
    await rehearsal.close();
  }
}
