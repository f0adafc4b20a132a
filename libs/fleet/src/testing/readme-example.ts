import { runFleet, withSummary } from '../index.js';
import type { FleetEvent, FleetJob, JobOutcome } from '../index.js';
import { RunId, type Region } from '@regional-pipeline/platform-model';

/** Deploys every job, says what happens on its way, and ends with the number of clusters that are not deployed. */
export async function deployFleet(
  region: Region,
  jobs: readonly FleetJob[],
  deploy: (job: FleetJob) => Promise<JobOutcome>,
  report: (event: FleetEvent) => void,
): Promise<number> {
  const { counts } = await runFleet(
    {
      run: RunId.parse('20260131t235959-0a1b'),
      region,
      jobs,
      settled: [],
      concurrency: 8,
      maxFailures: 2,
      bakeMs: 10 * 60_000,
      deadline: { at: performance.now() + 8 * 3_600_000, assumedMs: 40 * 60_000 },
      retry: { budgetMs: 5 * 60_000, baseMs: 2_000, capMs: 60_000 },
    },
    {
      execute: deploy,
      now: () => performance.now(),
      after: (delayMs, wake) => {
        const timer = setTimeout(wake, delayMs);
        return () => clearTimeout(timer);
      },
      random: () => Math.random(),
      emit: withSummary(report),
    },
  );
  return counts.failed + counts['not-started'];
}
