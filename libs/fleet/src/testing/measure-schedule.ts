import { memoryRecordStore, startRun, type RunJournal } from '../index.js';
import { orderJobs } from '../order-jobs.js';
import { deployed, runRequest } from './journal-fixtures.js';
import {
  lowerBound,
  simulate,
  simulatedFleet,
  simulatedRun,
  slidingWindow,
  type Knowledge,
  type SimulatedJob,
} from './simulated-fleet.js';

/**
 * Measures simulated fleets of `count` clusters, `concurrency` at once, over `seeds` fleets: what the schedule takes over
 * the lower bound, and what the scheduler itself costs. Needs `node --expose-gc`; prints one line of JSON.
 */
const [count = 0, concurrency = 1, seeds = 1] = process.argv.slice(2).map(Number);

/** Where nothing is known: over what a plain sliding window takes, the worst of all fleets. */
function overSlidingWindow(): number {
  return Math.max(
    ...Array.from({ length: seeds }, (_, seed) => {
      const jobs = simulatedFleet(count, seed, 'unknown');
      const ordered = orderJobs(jobs).flatMap((wave) => wave.jobs);
      return slidingWindow(ordered, concurrency) / slidingWindow(jobs, concurrency);
    }),
  );
}

/** The mean, the worst, and how many of a hundred are within 1.02. */
function ratios(knowledge: Knowledge) {
  const all = Array.from({ length: seeds }, (_, seed) => {
    const jobs = simulatedFleet(count, seed, knowledge);
    const ordered = orderJobs(jobs).flatMap((wave) => wave.jobs);
    return slidingWindow(ordered, concurrency) / lowerBound(jobs, concurrency);
  });
  return {
    mean: all.reduce((sum, ratio) => sum + ratio, 0) / all.length,
    worst: Math.max(...all),
    within: (100 * all.filter((ratio) => ratio <= 1.02).length) / all.length,
  };
}

/** The process's own CPU time, in milliseconds a cluster; the simulation's clock is in it. */
async function cpuPerCluster(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

/** What is kept, in MB, when nine in ten are finished, over what is kept when one in ten is. */
async function heapGrowth(jobs: readonly SimulatedJob[]): Promise<number> {
  const samples: number[] = [];
  let finished = 0;
  await simulate(jobs, concurrency, {
    emit: ({ type }) => {
      if (type !== 'cluster-finished') return;
      finished++;
      if (finished !== Math.ceil(count / 10) && finished !== Math.ceil((9 * count) / 10)) return;
      globalThis.gc?.();
      samples.push(process.memoryUsage().heapUsed / 1e6);
    },
  });
  const [early = Number.NaN, late = Number.NaN] = samples;
  return late - early;
}

async function simulateJournaled(jobs: readonly SimulatedJob[]): Promise<void> {
  const journal = await openJournal(jobs);
  await simulate(jobs, concurrency, {
    around: async (job, work) => {
      const claim = await journal.claim(job);
      const outcome = await work();
      await claim.finish({ ...deployed, durationMs: job.trueMs }, false);
      return outcome;
    },
  });
  await journal.end({ stopped: null });
}

function openJournal(jobs: readonly SimulatedJob[]): Promise<RunJournal> {
  return startRun(
    {
      store: memoryRecordStore(),
      now: () => new Date(),
      holderState: () => Promise.resolve({ status: 'running', evidence: 'this process' }),
    },
    runRequest({
      run: simulatedRun,
      clusters: jobs.map(({ name, accountId }) => ({ name, accountId, wave: 0 })),
    }),
  );
}

const jobs = simulatedFleet(count, 0, 'known');
const measured = {
  known: ratios('known'),
  guessed: ratios('guessed'),
  unknown: ratios('unknown'),
  overSlidingWindow: overSlidingWindow(),
  makespanMs: (await simulate(jobs, concurrency)).durationMs,
  cpuMs: await cpuPerCluster(() => simulate(jobs, concurrency)),
  journaledCpuMs: await cpuPerCluster(() => simulateJournaled(jobs)),
  heapGrowthMB: await heapGrowth(jobs),
};
process.stdout.write(JSON.stringify(measured));
