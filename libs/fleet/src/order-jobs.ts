import type { FleetJob } from './fleet-run.js';

/**
 * The jobs by waves, the lowest first; within a wave those of unknown duration first, then the longest.
 *
 * Longest first keeps a long job from starting last and being waited for alone. A job that no journal knows may be the
 * longest of all, since it usually creates its cluster anew: of the places where the unknown ones could go, the front
 * gave the shortest runs but for fleets whose long jobs are all known and whose short ones are not, and there it still beat
 * the given order. Jobs of equal rank keep their given order, so a fleet of which nothing is known
 * runs as a plain sliding window.
 */
export function orderJobs<Job extends FleetJob>(jobs: readonly Job[]): readonly Wave<Job>[] {
  const waves = new Map<number, Job[]>();
  for (const job of jobs) {
    const number = job.wave ?? 0;
    const wave = waves.get(number);
    if (wave) wave.push(job);
    else waves.set(number, [job]);
  }
  return [...waves]
    .sort(([a], [b]) => a - b)
    .map(([wave, members]) => ({ wave, jobs: members.sort((a, b) => compareRanks(rankOf(b), rankOf(a))) }));
}

/** The jobs that run in one sliding window, in the order in which they start. */
export interface Wave<Job extends FleetJob> {
  readonly wave: number;
  readonly jobs: readonly Job[];
}

function rankOf({ expectedMs = Infinity }: FleetJob): number {
  return expectedMs;
}

/** Not by subtraction: the difference of two infinities is no number. */
function compareRanks(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
