import { setTimeout as sleep } from 'node:timers/promises';
import { auditFleet, type Audit } from './audit.js';
import { openFaultFleet, type FaultFleet } from './fault-fleet.js';
import { resumeUntilDeployed, type Recovery } from './until-deployed.js';
import type { StartedOrchestrator } from '../run-orchestrator.js';
import { until } from './until.js';

/** What became of a run that was stopped, or killed, and went on. */
export interface StoppedRun<Ending> {
  readonly moment: number;
  readonly ending: Ending;
  readonly recovery: Recovery;
  readonly audit: Audit;
}

/** A run takes about this long after it was recorded, in milliseconds. */
export const runMs = 8_000;

/**
 * For each moment: opens a fleet of three clusters, two at once, starts a run, does `stop` to it, and resumes it until
 * all is deployed. Three fleets at a time.
 *
 * A moment below 0 counts from the start of the process and may come before anything is recorded; another one from the
 * first record of the run, whatever the machine's speed.
 */
export async function stopAtMoments<Ending>(
  folder: string,
  moments: readonly number[],
  stop: (started: StartedOrchestrator, fleet: FaultFleet, index: number) => Promise<Ending>,
): Promise<StoppedRun<Ending>[]> {
  const results: StoppedRun<Ending>[] = [];
  const queue = moments.map((moment, index) => ({ moment, index }));
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { moment, index } = next;
      const fleet = await openFaultFleet(folder, { clusters: 3, workSeconds: 1.5 });
      try {
        const started = fleet.start(['deploy', '--concurrency', '2']);
        if (moment >= 0) await isRecorded(fleet);
        await sleep(Math.abs(moment));
        const ending = await stop(started, fleet, index);
        const recovery = await resumeUntilDeployed(fleet);
        results.push({ moment, ending, recovery, audit: await auditFleet(fleet) });
      } finally {
        await fleet.rehearsal.close();
      }
    }
  };
  await Promise.all([work(), work(), work()]);
  return results;
}

async function isRecorded({ rehearsal: { aws, resources } }: FaultFleet): Promise<void> {
  await until(() => aws.listObjects(resources.stateBucket).some((key) => key.endsWith('/run.json')));
}

/** What the recoveries took, for the counts. */
export function countRecoveries(results: readonly StoppedRun<unknown>[]) {
  const sum = (count: (result: StoppedRun<unknown>) => number) =>
    results.reduce((total, result) => total + count(result), 0);
  const codes = results.flatMap(({ recovery }) => recovery.codes);
  const times = (code: string) => codes.filter((other) => other === code).length;
  return {
    commands: sum(({ recovery }) => recovery.runs),
    reasons: [...new Set(codes)].map((code) => `${code} ${times(code)}`).join(' ') || 'none',
    unlocked: sum(({ recovery }) => recovery.unlocked),
    pushed: sum(({ recovery }) => recovery.pushed),
    'longest recovery in s': Math.round(
      Math.max(...results.map(({ recovery }) => recovery.durationMs)) / 1000,
    ),
    made: sum(({ audit }) => audit.made),
    unknown: sum(({ audit }) => audit.unknown.length),
    doubled: sum(({ audit }) => audit.doubled.length),
    locks: sum(({ audit }) => audit.locks.length),
    processes: sum(({ audit }) => audit.processes.length),
  };
}
