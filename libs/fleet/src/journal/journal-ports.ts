import type { HolderState, RunHolder } from '@regional-pipeline/platform-model';
import type { RecordStore } from './record-store.js';

/** What the journal needs from the outside. */
export interface JournalPorts {
  readonly store: RecordStore;
  /** The time of day, for people to read: nothing is decided by it. */
  now(): Date;
  /** Whether another holder is over. Only `over` is a proof. */
  holderState(holder: RunHolder): Promise<HolderState>;
}
