import path from 'node:path';
import { workspace } from '../workspace-paths.js';
import { measure } from './measure.js';

/** How large the fleets are, and over how many random ones of each size the makespan is measured. */
const fleets = [
  { clusters: 100, concurrency: 8, seeds: 500 },
  { clusters: 1_000, concurrency: 50, seeds: 50 },
  { clusters: 10_000, concurrency: 50, seeds: 3 },
];

interface Ratios {
  readonly mean: number;
  readonly worst: number;
  /** How many of a hundred fleets are within 1.02. */
  readonly within: number;
}

/** What `measure-schedule.ts` prints. */
interface Measured {
  readonly known: Ratios;
  readonly guessed: Ratios;
  readonly unknown: Ratios;
  readonly overSlidingWindow: number;
  readonly makespanMs: number;
  readonly cpuMs: number;
  readonly journaledCpuMs: number;
  readonly heapGrowthMB: number;
}

/**
 * Simulated fleets of which one cluster in ten takes 13 to 40 minutes and the others 1 to 2: their makespan over the
 * lower bound, and what scheduling and journal cost of this machine.
 *
 * @returns lines of a table
 */
export async function benchScheduling(): Promise<string[]> {
  const { PATH = '' } = process.env;
  const lines = [];
  for (const { clusters, concurrency, seeds } of fleets) {
    const { stdout } = await measure(
      [
        '--expose-gc',
        '--conditions=@regional-pipeline/source',
        '--import=tsx',
        path.join(workspace, 'libs/fleet/src/testing/measure-schedule.ts'),
        ...[clusters, concurrency, seeds].map(String),
      ],
      { PATH },
    );
    const measured = JSON.parse(stdout) as Measured;
    const ratio = ({ mean, worst, within }: Ratios) =>
      `${mean.toFixed(3)} worst ${worst.toFixed(3)} (${Math.floor(within)} % of ${seeds} within 1.02)`;
    lines.push(
      `${String(clusters).padStart(6)} simulated clusters, ${concurrency} at once: ${(measured.makespanMs / 60_000).toFixed(0)} min  ` +
        `over max(longest, total / at once): known ${ratio(measured.known)}  guessed within 2 × ${ratio(measured.guessed)}  (mean at most 1.020)`,
      `       nothing known ${measured.unknown.mean.toFixed(3)}, over a plain sliding window ${measured.overSlidingWindow.toFixed(3)} (at most 1.000)  ` +
        `own CPU a cluster ${measured.cpuMs.toFixed(3)} ms (at most 0.100 at 10,000)  with the journal ${measured.journaledCpuMs.toFixed(3)} ms (at most 2.000)  ` +
        `heap from one in ten finished to nine in ten ${measured.heapGrowthMB >= 0 ? '+' : ''}${measured.heapGrowthMB.toFixed(2)} MB (at most +0.50)`,
    );
  }
  return lines;
}
