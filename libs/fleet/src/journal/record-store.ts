/** A record as it was read. */
export interface StoredRecord {
  readonly text: string;
  /** Which version it is: what `replace` asks for. */
  readonly version: string;
}

/**
 * Where the journal is kept: whole small documents under keys, with writes that only one of two writers can do.
 *
 * Every method rejects with a PlatformError where the store cannot answer; "there is none" is never said for
 * "could not be read". A write whose answer was lost, and that was done, counts as done.
 */
export interface RecordStore {
  /** The newest version, or undefined where there is none. What was written before is read. */
  read(key: string): Promise<StoredRecord | undefined>;
  /** Writes where there is none yet, and answers the version; undefined where there is one already. */
  create(key: string, text: string): Promise<string | undefined>;
  /** Replaces exactly this version, and answers the new one; undefined where it is not the newest any more. */
  replace(key: string, text: string, version: string): Promise<string | undefined>;
  /** Every key that begins with `prefix`, in the order of UTF-8; those after `after` where it is given. */
  list(prefix: string, after?: string): Promise<readonly string[]>;
  /** The names directly under `prefix` that have something below them, without their slash, in order. */
  listFolders(prefix: string, after?: string): Promise<readonly string[]>;
}
