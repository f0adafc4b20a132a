import { ClusterName, RunId, clusterRecordKey } from '@regional-pipeline/platform-model';
import { z } from 'zod';
import type { RecordKind } from './journal-record.js';

/** One attempt at a cluster, after its end. `interrupted`: its run was over before it said how it ended. */
export const Attempt = z.strictObject({
  /** Counted from 1 in each run; never used twice. */
  attempt: z.int().positive(),
  /** Which holder of the run made it, counted from 1: `tenures[tenure - 1]` of the run's record. */
  tenure: z.int().positive(),
  outcome: z.enum(['deployed', 'failed', 'interrupted']),
  startedAt: z.iso.datetime(),
  /** Null where it was interrupted. */
  endedAt: z.iso.datetime().nullable(),
  /** In milliseconds of the run's own clock; null where it was interrupted. */
  durationMs: z.int().nonnegative().nullable(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
  remedy: z.string().nullable(),
  retryable: z.boolean(),
  /** Where its redacted output is in the bucket. */
  logKey: z.string().nullable(),
});
export type Attempt = z.infer<typeof Attempt>;

/** `pipeline-runs/<run>/clusters/<cluster>.json`: the attempts that have ended, in their order. */
export const ClusterRecord = z.strictObject({
  version: z.literal(1),
  run: RunId,
  cluster: ClusterName,
  attempts: z.tuple([Attempt], Attempt),
});
export type ClusterRecord = z.infer<typeof ClusterRecord>;

/** Where and how the attempts at a cluster are kept. */
export const clusterRecordKind: RecordKind<ClusterRecord> = {
  schema: ClusterRecord,
  keyOf: ({ run, cluster }) => clusterRecordKey(run, cluster),
};

/** The newest attempt that has ended. */
export function lastAttempt({ attempts }: ClusterRecord): Attempt {
  return attempts[attempts.length - 1] ?? attempts[0];
}
