import { PlatformError } from '@regional-pipeline/platform-model';
import { fleetErrors } from './errors.js';
import type { FleetJob } from './fleet-run.js';

/** Says of a cluster why it was not started. */
export type NotStarted = (job: FleetJob) => PlatformError;

export const runDrained: NotStarted = (job) =>
  new PlatformError(fleetErrors.RunDrained, {
    message: `the run was asked to stop before ${job.name} was started.`,
  });

export function failureBudgetSpent(failed: number, maxFailures: number): NotStarted {
  return (job) =>
    new PlatformError(fleetErrors.FailureBudgetSpent, {
      message: `${job.name} was not started: clusters that failed: ${failed}, of at most ${maxFailures}.`,
      context: { failed, maxFailures },
    });
}

export function waveGateClosed(reason: string): NotStarted {
  return (job) =>
    new PlatformError(fleetErrors.WaveGateClosed, {
      message: `${job.name} was not started: ${reason}.`,
      context: { wave: job.wave ?? 0 },
    });
}

export function deadlineTooNear(needsMs: number, leftMs: number): NotStarted {
  return (job) =>
    new PlatformError(fleetErrors.DeadlineTooNear, {
      message:
        `${job.name} was not started: it is taken to need ${seconds(needsMs)}` +
        `${job.expectedMs === undefined ? ', for no earlier run tells' : ''}, and ${seconds(Math.max(0, leftMs))} are left.`,
      context: { needsMs, leftMs },
    });
}

const seconds = (milliseconds: number) => `${Math.round(milliseconds / 1000)} s`;
