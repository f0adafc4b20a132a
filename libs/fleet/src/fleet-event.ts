import type { Region, RunId } from '@regional-pipeline/platform-model';
import type { ClusterResult } from './cluster-result.js';

/** A run has begun: `clusters` will be worked on, the others were decided before. */
export interface RunStarted {
  readonly type: 'run-started';
  readonly run: RunId;
  readonly region: Region;
  readonly concurrency: number;
  readonly clusters: readonly string[];
}

/** A cluster's job has begun. */
export interface ClusterStarted {
  readonly type: 'cluster-started';
  readonly run: RunId;
  readonly name: string;
  readonly accountId: string;
}

/** A cluster has its result, whether or not it ever started. */
export type ClusterFinished = { readonly type: 'cluster-finished'; readonly run: RunId } & ClusterResult;

/** The run was asked to stop: nothing more is started, what runs is let finish. */
export interface RunDraining {
  readonly type: 'run-draining';
  readonly run: RunId;
  readonly running: readonly string[];
  readonly notStarted: readonly string[];
}

/** The end of a run, always the last event: every cluster with its result, by name. */
export interface RunSummary {
  readonly type: 'summary';
  readonly run: RunId;
  readonly region: Region;
  /** Whether the run was asked to stop before its end. */
  readonly drained: boolean;
  readonly durationMs: number;
  readonly clusters: readonly ClusterResult[];
}

/** All that a run tells, in the order in which it happens. */
export type FleetEvent = RunStarted | ClusterStarted | ClusterFinished | RunDraining | RunSummary;
