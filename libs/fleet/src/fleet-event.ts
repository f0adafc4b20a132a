import type { Region, RunId } from '@regional-pipeline/platform-model';
import type { ClusterOutcome, ClusterResult } from './cluster-result.js';

/** A run has begun: `clusters` will be worked on, the others were decided before. */
export interface RunStarted {
  readonly type: 'run-started';
  readonly run: RunId;
  readonly region: Region;
  readonly concurrency: number;
  readonly clusters: readonly string[];
}

/** A wave has begun, after its gate was passed. */
export interface WaveStarted {
  readonly type: 'wave-started';
  readonly run: RunId;
  readonly wave: number;
  /** How many clusters it has. */
  readonly clusters: number;
}

/** A wave is over and is left alone for a while, before it is checked and the next one starts. */
export interface WaveBaking {
  readonly type: 'wave-baking';
  readonly run: RunId;
  readonly wave: number;
  readonly bakeMs: number;
}

/** Nothing after `wave` is started. */
export interface WaveGateShut {
  readonly type: 'wave-gate-closed';
  readonly run: RunId;
  readonly wave: number;
  readonly reason: string;
}

/** An attempt at a cluster has begun; `attempt` counts from 1. */
export interface ClusterStarted {
  readonly type: 'cluster-started';
  readonly run: RunId;
  readonly name: string;
  readonly accountId: string;
  readonly attempt: number;
}

/** An attempt has failed, and the cluster waits for the next one. It holds no slot meanwhile. */
export interface ClusterRetrying {
  readonly type: 'cluster-retrying';
  readonly run: RunId;
  readonly name: string;
  readonly accountId: string;
  /** The attempt that failed, counted from 1. */
  readonly attempt: number;
  /** How long it waits, in milliseconds. */
  readonly delayMs: number;
  readonly code: string;
  readonly reason: string;
  /** Where the output of this attempt stands. */
  readonly logFile: string | null;
}

/** A cluster has its result, whether or not it ever started. Each cluster has exactly one. */
export type ClusterFinished = { readonly type: 'cluster-finished'; readonly run: RunId } & ClusterResult;

/** From now on `concurrency` jobs run at once: fewer because AWS throttled, or again more. */
export interface ConcurrencyChanged {
  readonly type: 'concurrency-changed';
  readonly run: RunId;
  readonly concurrency: number;
  readonly because: 'throttled' | 'recovered';
}

/**
 * The run was asked to stop: nothing more is started, what runs is let finish. What waits for another attempt is in
 * neither list: it has failed, and says so next.
 */
export interface RunDraining {
  readonly type: 'run-draining';
  readonly run: RunId;
  readonly running: readonly string[];
  readonly notStarted: readonly string[];
}

/** The deadline has come, and these still run: they are asked to stop. */
export interface DeadlineReached {
  readonly type: 'deadline-reached';
  readonly run: RunId;
  readonly running: readonly string[];
}

/** How a run ended, in numbers: nothing here grows with the fleet. */
export interface RunTotals {
  readonly run: RunId;
  readonly region: Region;
  /** Whether the run was asked to stop before its end. */
  readonly drained: boolean;
  readonly durationMs: number;
  /** How many clusters ended how; together they are the whole fleet. */
  readonly counts: Readonly<Record<ClusterOutcome, number>>;
}

/** The end of a run: the last event that `runFleet` emits. */
export type RunFinished = { readonly type: 'run-finished' } & RunTotals;

/** The end of a run with every cluster's result, by name: what `withSummary` adds as the very last event. */
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
export type FleetEvent =
  | RunStarted
  | WaveStarted
  | WaveBaking
  | WaveGateShut
  | ClusterStarted
  | ClusterRetrying
  | ClusterFinished
  | ConcurrencyChanged
  | RunDraining
  | DeadlineReached
  | RunFinished
  | RunSummary;
