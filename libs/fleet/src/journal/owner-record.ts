import { AccountId, ClusterName, RunHolder, RunId, clusterOwnerKey } from '@regional-pipeline/platform-model';
import { z } from 'zod';
import { readRecord, type RecordKind, type VersionedRecord } from './journal-record.js';
import type { RecordStore } from './record-store.js';

/** A run's hold on a cluster, from before anything is done about it. It is the record of the attempt's start, too. */
export const Claim = z.strictObject({
  run: RunId,
  /** Which holder of the run, counted from 1. */
  tenure: z.int().positive(),
  attempt: z.int().positive(),
  holder: RunHolder,
  /** Whether the holder only joined the run, so that nothing that is said of the run's own holder is about it. */
  worker: z.literal(true).optional(),
  since: z.iso.datetime(),
});
export type Claim = z.infer<typeof Claim>;

/** Why nothing may be applied to a cluster until a person has decided. */
export const Block = z.strictObject({
  run: RunId,
  /** Which holder of the run, counted from 1. */
  tenure: z.int().positive(),
  attempt: z.int().positive(),
  /** When that attempt started. */
  startedAt: z.iso.datetime(),
  since: z.iso.datetime(),
  reason: z.string(),
  /** Of the state that did not reach the backend; null where nobody could tell. */
  lineage: z.string().nullable(),
  serial: z.int().nonnegative().nullable(),
});
export type Block = z.infer<typeof Block>;

/** A person's decision about a block. */
export const Unblocking = z.strictObject({
  run: RunId,
  attempt: z.int().positive(),
  /** The saved states that were decided about. */
  rescueKeys: z.array(z.string()),
  decision: z.enum(['push', 'discard']),
  by: z.string(),
  at: z.iso.datetime(),
});
export type Unblocking = z.infer<typeof Unblocking>;

const always = {
  version: z.literal(1),
  cluster: ClusterName,
  /** From the first claim on, for ever: a cluster's name never moves to another account. */
  accountId: AccountId,
  /** Every decision of the past, the oldest first. */
  unblocked: z.array(Unblocking),
};

/** `pipeline-runs/owners/<cluster>.json`: which run owns a cluster now, or that it is free, or blocked. */
export const OwnerRecord = z.discriminatedUnion('state', [
  z.strictObject({
    ...always,
    state: z.literal('free'),
    /** Who had it last. */
    last: z.strictObject({ run: RunId, attempt: z.int().positive(), at: z.iso.datetime() }),
  }),
  z.strictObject({ ...always, state: z.literal('owned'), claim: Claim }),
  z.strictObject({ ...always, state: z.literal('blocked'), block: Block }),
]);
export type OwnerRecord = z.infer<typeof OwnerRecord>;

/** Where and how the owner of a cluster is kept. */
export const ownerRecordKind: RecordKind<OwnerRecord> = {
  schema: OwnerRecord,
  keyOf: ({ cluster }) => clusterOwnerKey(cluster),
};

/**
 * Who owns a cluster, or undefined where no run has ever claimed it.
 *
 * @throws PlatformError `JournalUnreadable`, and those of the store
 */
export function readClusterOwner(
  store: RecordStore,
  cluster: ClusterName,
): Promise<VersionedRecord<OwnerRecord> | undefined> {
  return readRecord(store, ownerRecordKind, clusterOwnerKey(cluster));
}
