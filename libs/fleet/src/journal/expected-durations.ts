import type { ClusterName, RunId } from '@regional-pipeline/platform-model';
import { isUnreadableRun, listRunIds } from './list-runs.js';
import { readRunRecord } from './read-run.js';
import type { RecordStore } from './record-store.js';
import type { Tenure } from './run-record.js';

/**
 * How long each cluster is expected to take, in milliseconds: the median of how long it took to deploy in the newest
 * runs. It takes one request for each run, and none for a cluster.
 *
 * A failure says only that deploying takes at least so long, or that it broke at once: it counts where the cluster was
 * never deployed in those runs, and then the longest does. Attempts that were interrupted do not count. An earlier
 * run that cannot be understood is left out: an estimate is no reason not to run.
 *
 * @param runs how many of the newest runs are looked at
 * @throws PlatformError those of the store
 */
export async function expectedDurations(store: RecordStore, runs: number): Promise<Map<ClusterName, number>> {
  const deployed = new Map<ClusterName, number[]>();
  const expected = new Map<ClusterName, number>();
  for (const run of (await listRunIds(store)).slice(0, runs)) {
    for (const { end } of await readTenures(store, run)) {
      for (const [name, duration] of entries(end?.deployed)) {
        const known = deployed.get(name);
        if (known) known.push(duration);
        else deployed.set(name, [duration]);
      }
      for (const [name, duration] of entries(end?.failed)) {
        expected.set(name, Math.max(duration, expected.get(name) ?? 0));
      }
    }
  }
  for (const [name, durations] of deployed) expected.set(name, median(durations));
  return expected;
}

async function readTenures(store: RecordStore, run: RunId): Promise<readonly Tenure[]> {
  try {
    const { purpose, tenures } = (await readRunRecord({ store }, run)).content;
    // How long a restore took says nothing of a deployment.
    return purpose === undefined ? tenures : [];
  } catch (error) {
    if (isUnreadableRun(error)) return [];
    throw error;
  }
}

function entries(durations: Readonly<Record<ClusterName, number>> = {}): [ClusterName, number][] {
  return Object.entries(durations) as [ClusterName, number][];
}

/** The middle one; of an even number the longer of the two in the middle, for too long is the safer guess. */
function median(durations: readonly number[]): number {
  const sorted = [...durations].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
