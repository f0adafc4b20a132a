import { AccountId, ClusterName, Region, RunId } from '@regional-pipeline/platform-model';
import { runFleet, type FleetEvent, type FleetJob, type JobOutcome, type RunFinished } from '../index.js';
import { seededRandom } from './seeded-random.js';
import { VirtualTime } from './virtual-time.js';

const minute = 60_000;
export const simulatedRun = RunId.parse('20260131t235959-0a1b');
export const simulatedRegion = Region.parse('us-east-1');
const MANAGEMENT = AccountId.parse('222222222222');

/** A job whose true duration the simulation knows and the scheduler does not. */
export interface SimulatedJob extends FleetJob {
  readonly name: ClusterName;
  readonly trueMs: number;
}

/** What the scheduler is told of a duration: the truth, a guess within a factor of two of it, or nothing. */
export type Knowledge = 'known' | 'guessed' | 'unknown';

/** A fleet in random order of which one in ten takes 13 to 40 minutes, as a new EKS cluster does, the rest 1 to 2. */
export function simulatedFleet(count: number, seed: number, knowledge: Knowledge): SimulatedJob[] {
  const random = seededRandom(seed);
  const durations = Array.from({ length: count }, (_, index) =>
    index < count / 10 ? (13 + 27 * random()) * minute : (1 + random()) * minute,
  );
  const shuffled = durations.map((trueMs) => ({ trueMs, place: random() })).sort((a, b) => a.place - b.place);
  return shuffled.map(({ trueMs }, index) => ({
    name: ClusterName.parse(`mc${String(index).padStart(5, '0')}`),
    accountId: MANAGEMENT,
    trueMs,
    ...expectation(trueMs, knowledge, random),
  }));
}

/** No schedule of the fleet is shorter than this. */
export function lowerBound(jobs: readonly SimulatedJob[], concurrency: number): number {
  const longest = Math.max(...jobs.map(({ trueMs }) => trueMs));
  return Math.max(longest, jobs.reduce((sum, { trueMs }) => sum + trueMs, 0) / concurrency);
}

/** How long a plain sliding window takes over the jobs in this order: each goes to the slot that is free first. */
export function slidingWindow(jobs: readonly SimulatedJob[], concurrency: number): number {
  const freeAt = new Array<number>(concurrency).fill(0);
  for (const { trueMs } of jobs) {
    let slot = 0;
    let earliest = Infinity;
    freeAt.forEach((at, index) => {
      if (at >= earliest) return;
      earliest = at;
      slot = index;
    });
    freeAt[slot] = earliest + trueMs;
  }
  return Math.max(...freeAt);
}

function expectation(
  trueMs: number,
  knowledge: Knowledge,
  random: () => number,
): { readonly expectedMs?: number } {
  switch (knowledge) {
    case 'known':
      return { expectedMs: trueMs };
    case 'guessed':
      return { expectedMs: trueMs * 2 ** (2 * random() - 1) };
    case 'unknown':
      return {};
  }
}

/** Runs the fleet in virtual time. `emit` takes its events, `around` surrounds each job's work. */
export async function simulate(
  jobs: readonly SimulatedJob[],
  concurrency: number,
  {
    emit = () => undefined,
    around = (_, work) => work(),
  }: {
    readonly emit?: (event: FleetEvent) => void;
    readonly around?: (job: SimulatedJob, work: () => Promise<JobOutcome>) => Promise<JobOutcome>;
  } = {},
): Promise<RunFinished> {
  const time = new VirtualTime();
  const work = async ({ trueMs }: SimulatedJob): Promise<JobOutcome> => {
    await time.sleep(trueMs);
    return { outcome: 'deployed' };
  };
  return time.run(
    runFleet(
      { run: simulatedRun, region: simulatedRegion, jobs, settled: [], concurrency },
      {
        execute: (job) => around(job, () => work(job)),
        now: time.now,
        after: time.after,
        random: () => 0,
        emit,
      },
    ),
  );
}
