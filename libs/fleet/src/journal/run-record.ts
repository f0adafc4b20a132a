import {
  AccountId,
  ClusterName,
  Region,
  RunHolder,
  RunId,
  runRecordKey,
} from '@regional-pipeline/platform-model';
import { z } from 'zod';
import type { RecordKind } from './journal-record.js';
import { RunInputs } from './run-inputs.js';

/** A cluster that a run is to work on. */
export const RunCluster = z.strictObject({
  name: ClusterName,
  accountId: AccountId,
  wave: z.int().nonnegative(),
});
export type RunCluster = z.infer<typeof RunCluster>;

/** A cluster, or what should have been one, that was decided about before the run. */
export const SettledCluster = z.strictObject({
  name: z.string(),
  accountId: z.string().nullable(),
  outcome: z.enum(['deployed', 'failed', 'skipped', 'not-started']),
  code: z.string().nullable(),
  reason: z.string().nullable(),
});
export type SettledCluster = z.infer<typeof SettledCluster>;

const Milliseconds = z.record(ClusterName, z.int().nonnegative());

/** How the work of one holder of a run ended. */
export const TenureEnd = z.strictObject({
  at: z.iso.datetime(),
  /** Why it stopped before every cluster had been tried; null where it went through. */
  stopped: z.string().nullable(),
  /** How long the last attempt took of each cluster that was deployed, in milliseconds. */
  deployed: Milliseconds,
  /** The same of those that failed. */
  failed: Milliseconds,
  /** Why a cluster was not begun: its code, and what happened. */
  notStarted: z.record(ClusterName, z.strictObject({ code: z.string(), reason: z.string() })),
  /** Clusters that are not given back, with the reason: their processes may still be at work. */
  kept: z.record(ClusterName, z.string()),
});
export type TenureEnd = z.infer<typeof TenureEnd>;

/** The time in which one process held a run. */
export const Tenure = z.strictObject({
  holder: RunHolder,
  since: z.iso.datetime(),
  /** What proved that the holder before was over, or that a person said so; null for the first one. */
  takenOver: z.string().nullable(),
  inputs: RunInputs,
  /** Whether the holder left the clusters to builds of their own, which join the run; then `conclude` gives it its end. */
  fannedOut: z.literal(true).optional(),
  /** Null as long as it lasts, and for ever where its process died. */
  end: TenureEnd.nullable(),
});
export type Tenure = z.infer<typeof Tenure>;

/** `pipeline-runs/<run>/run.json`: what was asked, and who held the run. Written by the holder alone. */
export const RunRecord = z.strictObject({
  version: z.literal(1),
  run: RunId,
  region: Region,
  startedAt: z.iso.datetime(),
  /** What it did to its clusters; left out where it deployed them. A restore is never resumed: its end is in its state. */
  purpose: z.literal('restore').optional(),
  /** The options that the run was started with, for people to read. */
  asked: z.record(z.string(), z.json()),
  /** In the order in which they were given. */
  clusters: z.array(RunCluster),
  settled: z.array(SettledCluster),
  /** The last one is the holder's; each take-over adds one, and none is ever changed after its end. */
  tenures: z.tuple([Tenure], Tenure),
});
export type RunRecord = z.infer<typeof RunRecord>;

/** Where and how a run's own record is kept. */
export const runRecordKind: RecordKind<RunRecord> = {
  schema: RunRecord,
  keyOf: ({ run }) => runRecordKey(run),
};

/** The tenure of who holds the run now, or held it last. */
export function lastTenure(record: RunRecord): Tenure {
  return record.tenures[record.tenures.length - 1] ?? record.tenures[0];
}
